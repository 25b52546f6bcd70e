//! The files of an import on the disk: beside their places, then in them, and away again if it comes to nothing.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use super::plan::{Document, NewFile};
use crate::store::disk::{Prepared, sync_directory};
use crate::store::fault::{self, Point};
use crate::store::lock::refused;
use crate::store::problem::ApplyError;
use crate::store::{Progress, Watch};

/// What an import has made so far. Dropped, it takes all of it away again, unless it is kept.
#[derive(Debug)]
pub(super) struct Made<'o> {
    root: &'o Path,
    /// In the order in which they were made.
    directories: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

/// How many files are forced to the disk at the same time. A disk answers many such calls in the time of one.
const AT_ONCE: usize = 8;
/// How many files one thread forces before whoever watches is told.
const EACH: usize = 8;

/// Forces files to the disk, several at the same time.
fn force(files: &[&Prepared]) -> Result<(), ApplyError> {
    files.iter().try_for_each(|file| file.may_sync())?;
    if let [only] = files {
        return only.sync();
    }
    thread::scope(|scope| {
        let forcing: Vec<_> =
            files.chunks(EACH).map(|some| scope.spawn(|| some.iter().try_for_each(|file| file.sync()))).collect();
        let forced = forcing.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        forced.collect::<Vec<_>>().into_iter().collect()
    })
}

/// Tells whoever watches how far it is: each file is written, and then forced to the disk.
struct Steps<'w, 'f> {
    watch: &'w mut Watch<'f>,
    of: usize,
    taken: usize,
}

impl Steps<'_, '_> {
    fn step(&mut self) -> Result<(), ApplyError> {
        self.taken += 1;
        self.ask()
    }

    fn ask(&mut self) -> Result<(), ApplyError> {
        match (self.watch)(Progress { done: self.taken / 2, of: self.of }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ApplyError::Cancelled),
        }
    }
}

impl<'o> Made<'o> {
    pub(super) fn new(root: &'o Path) -> Made<'o> {
        Made { root, directories: Vec::new(), files: Vec::new() }
    }

    /// Writes everything beside its place, and then forces everything to the disk: what is written first is mostly there by
    /// then, which costs a fraction of writing and forcing one after the other. Gives the documents, and the new files.
    ///
    /// The documents come first and go last, so that what a killed import leaves in other directories can be told from
    /// what it leaves beside them.
    pub(super) fn prepare(
        &mut self,
        documents: &[Document],
        files: &[NewFile<'_>],
        watch: &mut Watch<'_>,
    ) -> Result<(Vec<Prepared>, Vec<Prepared>), ApplyError> {
        let mut steps = Steps { watch, of: documents.len() + files.len(), taken: 0 };
        steps.ask()?;
        for path in documents.iter().map(|document| &document.path).chain(files.iter().map(|file| &file.path)) {
            self.make_directory_of(path)?;
        }
        let mut prepared = Vec::with_capacity(documents.len());
        for Document { path, text, new, .. } in documents {
            let write = if *new { Prepared::making } else { Prepared::replacing };
            prepared.push(write(path, text.as_bytes())?);
            steps.step()?;
        }
        let mut new = Vec::with_capacity(files.len());
        for file in files {
            new.push(Prepared::making(&file.path, file.bytes().as_bytes())?);
            steps.step()?;
        }
        let all: Vec<&Prepared> = prepared.iter().chain(&new).collect();
        for some in all.chunks(AT_ONCE * EACH) {
            force(some)?;
            some.iter().try_for_each(|_| steps.step())?;
        }
        Ok((prepared, new))
    }

    fn make_directory_of(&mut self, path: &Path) -> Result<(), ApplyError> {
        let Some(directory) = path.parent() else { return Ok(()) };
        if directory.is_dir() {
            return Ok(());
        }
        match fault::at(Point::Directory).and_then(|()| fs::create_dir(directory)) {
            Ok(()) => {
                self.directories.push(directory.to_path_buf());
                Ok(sync_directory(self.root)?)
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(refused(directory, &error)),
        }
    }

    /// Puts the new files into their places, for good; says how many there are.
    pub(super) fn place(&mut self, new: Vec<Prepared>) -> Result<usize, ApplyError> {
        for file in new {
            self.files.push(file.place()?.0);
        }
        let mut directories: Vec<&Path> = self.files.iter().filter_map(|file| file.parent()).collect();
        directories.sort_unstable();
        directories.dedup();
        directories.into_iter().try_for_each(sync_directory)?;
        Ok(self.files.len())
    }

    /// What was made stays.
    pub(super) fn keep(&mut self) {
        self.files.clear();
        self.directories.clear();
    }
}

impl Drop for Made<'_> {
    fn drop(&mut self) {
        // What cannot be taken away now is a certificate that nobody names, or an empty directory.
        for file in self.files.drain(..) {
            let _ = fault::at(Point::TakeBack).and_then(|()| fs::remove_file(file));
        }
        for directory in self.directories.drain(..).rev() {
            let _ = fault::at(Point::TakeBack).and_then(|()| fs::remove_dir(directory));
        }
    }
}

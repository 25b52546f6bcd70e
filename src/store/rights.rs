//! The rights and the owner of a file that replaces another: never more open than that one, not even for a moment.

use std::fs::{File, Metadata, OpenOptions};
use std::io;

use super::fault::{self, Point};

/// How a file that will replace another is made: for its writer alone, until it is whole and has the other's rights.
pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Gives a new file the owner, the group and the rights of the one that it will replace.
///
/// Whoever may write an organization is often not the owner of its documents, and only the administrator can give files
/// away: then the file is its writer's from now on, in the old group where the writer is in it. In another group it is
/// not for that group, unless it is for everybody.
///
/// # Errors
/// What the system says when the rights cannot be given.
pub(super) fn keep(file: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    let rights = {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
        let (new, mode) = (file.metadata()?, old.mode() & 0o7777);
        let same_group = if (new.uid(), new.gid()) == (old.uid(), old.gid()) {
            true
        } else {
            let give = |owner| fault::at(Point::TemporaryOwner).and_then(|()| fchown(file, owner, Some(old.gid())));
            give(Some(old.uid())).is_ok() || new.gid() == old.gid() || give(None).is_ok()
        };
        std::fs::Permissions::from_mode(if same_group { mode } else { without_group(mode) })
    };
    #[cfg(not(unix))]
    let rights = old.permissions();
    fault::at(Point::TemporaryRights)?;
    file.set_permissions(rights)
}

/// The rights of a file whose group is another than the one they were given to: that one may what everybody may.
#[cfg(unix)]
fn without_group(mode: u32) -> u32 {
    let everybody = mode & 0o7;
    (mode & 0o707) | (everybody << 3)
}

#[cfg(all(test, unix))]
mod tests {
    #[test]
    fn a_strange_group_may_what_everybody_may() {
        let modes = [0o640, 0o664, 0o660, 0o600, 0o4755].map(super::without_group);
        assert_eq!(modes, [0o600, 0o644, 0o600, 0o600, 0o755]);
    }
}

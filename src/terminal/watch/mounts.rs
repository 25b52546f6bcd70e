//! Whether a directory lies on another machine, whose changes the system does not tell.

use std::path::Path;

/// Whether the directory lies on a file system of a network, or on one that a program makes up. Known on Linux only;
/// elsewhere the system says so when it is asked to tell.
#[cfg(target_os = "linux")]
pub(super) fn is_remote(directory: &Path) -> bool {
    let Ok(path) = std::fs::canonicalize(directory) else { return false };
    let Ok(mounts) = std::fs::read_to_string("/proc/self/mountinfo") else { return false };
    kind_at(&mounts, &path).is_some_and(|kind| is_remote_kind(&kind))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn is_remote(_: &Path) -> bool {
    false
}

/// The kind of file system at a path, by the lines of `/proc/self/mountinfo`; of two at one place the later one lies on
/// top.
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "asked on Linux only"))]
fn kind_at(mounts: &str, path: &Path) -> Option<String> {
    let mut found: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let Some((places, kinds)) = line.split_once(" - ") else { continue };
        let (Some(place), Some(kind)) = (places.split(' ').nth(4), kinds.split(' ').next()) else { continue };
        let place = unescaped(place);
        let depth = Path::new(&place).components().count();
        if path.starts_with(&place) && found.is_none_or(|(deepest, _)| depth >= deepest) {
            found = Some((depth, kind));
        }
    }
    found.map(|(_, kind)| kind.to_owned())
}

/// Blanks, tabs, line breaks and backslashes stand there as three octal digits.
fn unescaped(place: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(place.to_owned(), |text, (written, meant)| text.replace(written, meant))
}

#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "asked on Linux only"))]
fn is_remote_kind(kind: &str) -> bool {
    const REMOTE: [&str; 17] = [
        "9p", "afs", "beegfs", "ceph", "cifs", "fuse", "gfs2", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2",
        "smb3", "smbfs", "vboxsf", "virtiofs",
    ];
    REMOTE.contains(&kind) || kind.starts_with("fuse.")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /srv rw,relatime shared:2 - nfs4 filer:/srv rw,vers=4.2
31 30 8:2 / /srv/local rw - xfs /dev/sdb1 rw
32 22 0:41 / /mnt/my\\040share rw shared:7 master:3 - cifs //filer/share rw
33 22 0:42 / /people/ann/far rw - fuse.sshfs ann@far: rw
34 22 8:3 / /media/stick rw - fuseblk /dev/sdc1 rw
35 22 0:50 / /top rw - ext4 /dev/sdd1 rw
36 22 0:51 / /top rw - nfs filer:/top rw
nonsense
";

    fn remote(path: &str) -> bool {
        kind_at(MOUNTS, Path::new(path)).is_some_and(|kind| is_remote_kind(&kind))
    }

    #[test]
    fn a_directory_of_another_machine_is_known_by_where_it_is_mounted() {
        for path in ["/srv/org", "/srv", "/mnt/my share/org", "/people/ann/far/org", "/top/org"] {
            assert!(remote(path), "{path}");
        }
        for path in ["/org", "/srv/local/org", "/srvx", "/mnt/my", "/people/ann", "/media/stick/org"] {
            assert!(!remote(path), "{path}");
        }
    }

    #[test]
    fn where_nothing_is_known_nothing_is_remote() {
        assert_eq!(kind_at("", Path::new("/org")), None);
        assert!(!is_remote(Path::new("/no/such/directory")));
    }
}

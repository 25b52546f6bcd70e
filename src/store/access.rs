//! `[access]`: who may write. What cannot be understood in it lets nobody write, for the other way round it would let
//! everybody.

use std::collections::BTreeMap;

use super::near::is_near;
use super::organization::same_name;
use super::problem::{Problem, ProblemKind};
use super::read::Table;
use crate::engine::ROLE_GROUPS;

/// The table's name.
pub(super) const ACCESS: &str = "access";

/// The tables inside which such a table would be somebody's mistake.
const ELSEWHERE: [&str; 2] = ["trust", "auth"];

/// The role groups that a user can be in, without those that manage certificates: Exchange's own, all of which may only
/// look here, and a short word for that.
const LOOKING: [&str; 13] = [
    "View-Only",
    "View-Only Organization Management",
    "Recipient Management",
    "UM Management",
    "Help Desk",
    "Hygiene Management",
    "Records Management",
    "Discovery Management",
    "Public Folder Management",
    "Delegated Setup",
    "Compliance Management",
    "Security Administrator",
    "Security Reader",
];

const GROUPS: &str = "Organization Management, Server Management, View-Only, or another role group of Exchange";

/// A role group as Exchange writes it; `None` for a name that is none.
pub(super) fn role_group(name: &str) -> Option<&'static str> {
    ROLE_GROUPS.into_iter().chain(LOOKING).find(|group| same_name(group, name))
}

/// Reads the table; `None` where there is none.
///
/// # Errors
/// [`Problem`] where it is of another type, names a group that does not exist, or is nearly one of that name.
pub(super) fn read(root: Table<'_>) -> Result<Option<BTreeMap<String, Vec<String>>>, Problem> {
    nearly(root)?;
    for inside in ELSEWHERE {
        if let Ok(Some(table)) = root.table(inside) {
            table
                .keys()
                .filter(|(key, _)| *key == ACCESS)
                .try_for_each(|(key, span)| Err(misspelt(table, key, &span)))?;
            nearly(table)?;
        }
    }
    let Some(table) = root.table(ACCESS)? else { return Ok(None) };
    let mut users = BTreeMap::new();
    for (user, groups) in table.lists()? {
        let mut known = Vec::new();
        for group in groups {
            let name = role_group(group.value).ok_or_else(|| table.bad(user, &group, GROUPS))?;
            known.push(name.to_owned());
        }
        users.insert(user.to_owned(), known);
    }
    Ok(Some(users))
}

/// Fails where a key is nearly the table's name.
fn nearly(table: Table<'_>) -> Result<(), Problem> {
    let mut near = table.keys().filter(|(key, _)| is_near(key, ACCESS));
    near.next().map_or(Ok(()), |(key, span)| Err(misspelt(table, key, &span)))
}

fn misspelt(table: Table<'_>, key: &str, span: &std::ops::Range<usize>) -> Problem {
    table.problem(span, ProblemKind::Misspelt { key: table.label(key), meant: ACCESS.to_owned() })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::organization::{self, ORGANIZATION_FILE, OrganizationFile};
    use crate::engine::{Access, ViewOnly};

    fn organization(rest: &str) -> OrganizationFile {
        let text = format!("schema = 1\nname = \"Contoso\"\n{rest}");
        organization::read(Path::new(ORGANIZATION_FILE), text.as_bytes()).unwrap()
    }

    #[test]
    fn what_cannot_be_understood_lets_nobody_write_and_everybody_look() {
        for (rest, place) in [
            ("access = true\n", ":3:10: access has to be a table"),
            ("[[access]]\nalice = [\"Server Management\"]\n", ":3:1: access has to be a table"),
            ("[access]\nalice = \"Server Management\"\n", ":4:9: access.alice has to be a list of strings"),
            ("[access]\nalice = [\"Server Managment\"]\n", ":4:10: access.alice has to be Organization Management"),
            ("[Access]\nalice = [\"View-Only\"]\n", ":3:2: Access is not known; access is"),
            ("[acess]\nalice = [\"View-Only\"]\n", ":3:2: acess is not known; access is"),
            ("[trust]\naccess.alice = [\"View-Only\"]\n", ":4:1: trust.access is not known; access is"),
        ] {
            let read = organization(rest);
            assert_eq!(read.access_of("alice"), Access::ViewOnly(ViewOnly::AccessTable), "{rest}");
            assert_eq!(read.roles_of("alice"), Vec::<String>::new());
            let problem = read.access_problem.unwrap().to_string();
            assert!(problem.contains(place), "{problem}");
        }
    }

    #[test]
    fn the_roles_of_a_user_are_written_as_exchange_writes_them() {
        let read = organization(
            "[access]\nalice = [\"server management\", \"HELP DESK\"]\nAlice = [\"Server Management\"]\nbob = [\"view-only\"]\n",
        );
        assert_eq!(read.roles_of("ALICE"), ["Server Management", "Help Desk"]);
        assert_eq!(read.access_of("alice"), Access::Full);
        assert_eq!(
            (read.roles_of("bob"), read.access_of("bob")),
            (vec!["View-Only".to_owned()], Access::ViewOnly(ViewOnly::Role))
        );
        assert_eq!(organization("rack = 7\n").roles_of("alice"), Vec::<String>::new());
    }
}

//! The keymap's table, scope by scope.

use super::markdown::{code, table};
use crate::app::vocabulary::Scope;
use crate::cli::session::Session;
use crate::keymap::{BINDINGS, Key};
use crate::locale::{Message, say};

/// A scope and the heading of its keys.
type Section = (Scope, fn() -> Message);

const SECTIONS: &[Section] = &[
    (Scope::Page, say::help_page),
    (Scope::List, say::help_list),
    (Scope::Picker, say::help_picker),
    (Scope::DropDown, say::help_drop_down),
    (Scope::Details, say::help_details),
    (Scope::Filter, say::help_filter),
    (Scope::Edit, say::help_edit),
    (Scope::Shell, say::help_shell),
    (Scope::Completion, say::help_completion),
    (Scope::Question, say::help_question),
    (Scope::TypedQuestion, say::help_typed_question),
    (Scope::Report, say::help_report),
    (Scope::Conflict, say::help_conflict),
    (Scope::Journal, say::help_journal),
    (Scope::CheckUp, say::help_check_up),
    (Scope::Help, say::help_title),
    (Scope::Export, say::help_export),
    (Scope::ImportFile, say::help_import_file),
    (Scope::ImportPassword, say::help_import_password),
    (Scope::ImportChoice, say::help_import_choice),
    (Scope::ImportPreview, say::help_import_preview),
    (Scope::ImportWork, say::help_import_work),
    (Scope::Palette, say::help_palette),
    (Scope::Everywhere, say::help_everywhere),
];

pub(super) fn lines(session: &Session) -> Vec<String> {
    let mut lines = vec![format!("# {}", session.say(&say::print_keys_title())), String::new()];
    lines.push(session.say(&say::print_keys_intro()));
    for (scope, title) in SECTIONS {
        lines.extend([String::new(), format!("## {}", session.say(&title())), String::new()]);
        lines.extend(section(session, *scope));
    }
    lines
}

fn section(session: &Session, scope: Scope) -> Vec<String> {
    let columns = [say::print_column_key(), say::print_column_action(), say::print_column_name()];
    let rows: Vec<_> = BINDINGS
        .iter()
        .filter(|binding| binding.scope == scope)
        .map(|binding| {
            let keys: Vec<_> = binding.keys.iter().map(|key: &Key| code(&key.to_string())).collect();
            let row = binding.action.row();
            vec![keys.join(" "), session.say(&(row.title)()), code(row.name)]
        })
        .collect();
    table(&columns.map(|column| session.say(&column)), &rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_section() {
        for binding in BINDINGS {
            assert!(SECTIONS.iter().any(|(scope, _)| *scope == binding.scope), "{:?}", binding.scope);
        }
    }
}

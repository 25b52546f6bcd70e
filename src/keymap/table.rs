//! THE table.

use super::key::{Code, Key};
use crate::app::vocabulary::{Action, Scope};

/// Keys that ask for an action in a scope.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where they count.
    pub scope: Scope,
    /// The keys, the most usual first.
    pub keys: &'static [Key],
    /// What they ask for.
    pub action: Action,
    /// Its place in the footer, lowest first; `None` where the footer does not name it.
    pub hint: Option<u8>,
}

const UP: Key = Key::plain(Code::Up);
const DOWN: Key = Key::plain(Code::Down);
const LEFT: Key = Key::plain(Code::Left);
const RIGHT: Key = Key::plain(Code::Right);
const PAGE_UP: Key = Key::plain(Code::PageUp);
const PAGE_DOWN: Key = Key::plain(Code::PageDown);
const HOME: Key = Key::plain(Code::Home);
const END: Key = Key::plain(Code::End);
const ENTER: Key = Key::plain(Code::Enter);
const ESC: Key = Key::plain(Code::Esc);
const TAB: Key = Key::plain(Code::Tab);
const BACK_TAB: Key = Key::plain(Code::BackTab);
const fn ctrl(code: Code) -> Key {
    Key { code, ctrl: true, alt: false }
}

const fn alt(code: Code) -> Key {
    Key { code, ctrl: false, alt: true }
}

const DELETE: Key = Key::plain(Code::Delete);
const SPACE: Key = Key::char(' ');

const fn f(n: u8) -> Key {
    Key::plain(Code::F(n))
}

const fn bind(scope: Scope, keys: &'static [Key], action: Action) -> Binding {
    Binding { scope, keys, action, hint: None }
}

const fn hint(scope: Scope, keys: &'static [Key], action: Action, place: u8) -> Binding {
    Binding { scope, keys, action, hint: Some(place) }
}

/// Every key of the program. The admin center's own keys work everywhere; letters and function keys are accelerators.
///
/// Source: Microsoft's page on keyboard shortcuts in the Exchange admin center.
pub const BINDINGS: &[Binding] = &[
    hint(Scope::List, &[ENTER, Key::char('e'), f(4)], Action::Edit, 1),
    bind(Scope::List, &[SPACE], Action::Edit),
    hint(Scope::List, &[DELETE], Action::Remove, 3),
    hint(Scope::Details, &[ENTER, SPACE, Key::char('e'), f(4)], Action::Edit, 1),
    hint(Scope::Details, &[DELETE], Action::Remove, 3),
    hint(Scope::Picker, &[ENTER, SPACE], Action::Activate, 1),
    hint(Scope::Picker, &[ESC], Action::Cancel, 3),
    hint(Scope::DropDown, &[ENTER, SPACE], Action::Activate, 1),
    hint(Scope::DropDown, &[ESC, f(2)], Action::Cancel, 2),
    bind(Scope::DropDown, &[UP], Action::Up),
    bind(Scope::DropDown, &[DOWN], Action::Down),
    bind(Scope::DropDown, &[PAGE_UP], Action::PageUp),
    bind(Scope::DropDown, &[PAGE_DOWN], Action::PageDown),
    bind(Scope::DropDown, &[HOME], Action::First),
    bind(Scope::DropDown, &[END], Action::Last),
    bind(Scope::DropDown, &[TAB], Action::Next),
    bind(Scope::DropDown, &[BACK_TAB], Action::Previous),
    hint(Scope::DropDown, &[f(5), Key::ctrl('r')], Action::Refresh, 4),
    hint(Scope::DropDown, &[f(1)], Action::Help, 5),
    hint(Scope::Details, &[ESC], Action::Back, 2),
    hint(Scope::List, &[ESC], Action::ClearFilter, 2),
    hint(Scope::Page, &[f(2)], Action::SelectServer, 2),
    hint(Scope::Page, &[Key::char('d'), f(3)], Action::Details, 6),
    hint(Scope::Page, &[Key::char('/')], Action::Filter, 4),
    hint(Scope::Page, &[Key::char(':')], Action::Shell, 5),
    bind(Scope::Page, &[Key::char('1')], Action::SortName),
    bind(Scope::Page, &[Key::char('2')], Action::SortStatus),
    bind(Scope::Page, &[Key::char('3')], Action::SortExpires),
    hint(Scope::Page, &[f(5), Key::ctrl('r')], Action::Refresh, 7),
    hint(Scope::Page, &[Key::char('?'), f(1)], Action::Help, 9),
    hint(Scope::Page, &[Key::char('q')], Action::Quit, 5),
    hint(Scope::Page, &[Key::char('J'), f(8)], Action::Journal, 8),
    bind(Scope::Page, &[Key::char('C'), f(7)], Action::CheckUp),
    hint(Scope::Page, &[TAB], Action::Next, 8),
    bind(Scope::Page, &[BACK_TAB], Action::Previous),
    hint(Scope::Page, &[Key::char('i'), f(6)], Action::Import, 9),
    bind(Scope::Page, &[UP, Key::char('k')], Action::Up),
    bind(Scope::Page, &[DOWN, Key::char('j')], Action::Down),
    bind(Scope::Page, &[PAGE_UP], Action::PageUp),
    bind(Scope::Page, &[PAGE_DOWN], Action::PageDown),
    bind(Scope::Page, &[HOME, Key::char('g')], Action::First),
    bind(Scope::Page, &[END, Key::char('G')], Action::Last),
    hint(Scope::Filter, &[ENTER], Action::Activate, 1),
    hint(Scope::Filter, &[ESC], Action::Cancel, 2),
    bind(Scope::Filter, &[UP], Action::Up),
    bind(Scope::Filter, &[DOWN], Action::Down),
    bind(Scope::Filter, &[PAGE_UP], Action::PageUp),
    bind(Scope::Filter, &[PAGE_DOWN], Action::PageDown),
    bind(Scope::Filter, &[TAB], Action::Activate),
    hint(Scope::Edit, &[SPACE], Action::Toggle, 1),
    hint(Scope::Edit, &[Key::ctrl('s'), f(10)], Action::Save, 2),
    hint(Scope::Edit, &[ESC], Action::Cancel, 3),
    bind(Scope::Edit, &[ENTER], Action::Activate),
    bind(Scope::Edit, &[f(5)], Action::Refresh),
    hint(Scope::Edit, &[Key::ctrl('e'), f(9)], Action::Export, 6),
    hint(Scope::Edit, &[Key::char('m')], Action::MakeDefault, 5),
    hint(Scope::Edit, &[Key::char('c')], Action::Copy, 8),
    hint(Scope::Edit, &[TAB], Action::Next, 4),
    bind(Scope::Edit, &[BACK_TAB], Action::Previous),
    bind(Scope::Edit, &[UP], Action::Up),
    bind(Scope::Edit, &[DOWN], Action::Down),
    bind(Scope::Edit, &[LEFT], Action::Left),
    bind(Scope::Edit, &[RIGHT], Action::Right),
    bind(Scope::Edit, &[PAGE_UP], Action::PageUp),
    hint(Scope::Edit, &[PAGE_DOWN], Action::PageDown, 7),
    bind(Scope::Edit, &[HOME], Action::First),
    bind(Scope::Edit, &[END], Action::Last),
    hint(Scope::Edit, &[f(1), Key::char('?')], Action::Help, 9),
    hint(Scope::Question, &[ENTER, SPACE], Action::Activate, 1),
    hint(Scope::Question, &[ESC], Action::Cancel, 2),
    hint(Scope::Question, &[TAB, RIGHT, DOWN], Action::Next, 3),
    bind(Scope::Question, &[LEFT, BACK_TAB, UP], Action::Previous),
    bind(Scope::Question, &[HOME], Action::First),
    bind(Scope::Question, &[END], Action::Last),
    bind(Scope::Question, &[PAGE_UP], Action::PageUp),
    hint(Scope::Question, &[PAGE_DOWN], Action::PageDown, 4),
    hint(Scope::TypedQuestion, &[ENTER], Action::Activate, 1),
    hint(Scope::TypedQuestion, &[ESC], Action::Cancel, 2),
    hint(Scope::TypedQuestion, &[TAB, DOWN], Action::Next, 3),
    bind(Scope::TypedQuestion, &[BACK_TAB, UP], Action::Previous),
    bind(Scope::TypedQuestion, &[PAGE_UP], Action::PageUp),
    hint(Scope::TypedQuestion, &[PAGE_DOWN], Action::PageDown, 4),
    hint(Scope::Report, &[ENTER, ESC, SPACE], Action::Close, 1),
    hint(Scope::Report, &[Key::char('J'), f(8)], Action::Journal, 2),
    bind(Scope::Report, &[UP], Action::Up),
    bind(Scope::Report, &[DOWN], Action::Down),
    bind(Scope::Report, &[PAGE_UP], Action::PageUp),
    hint(Scope::Report, &[PAGE_DOWN], Action::PageDown, 3),
    bind(Scope::Report, &[HOME], Action::First),
    bind(Scope::Report, &[END], Action::Last),
    hint(Scope::Shell, &[ENTER], Action::Run, 1),
    hint(Scope::Shell, &[TAB], Action::Complete, 2),
    bind(Scope::Shell, &[BACK_TAB], Action::CompleteBack),
    hint(Scope::Shell, &[UP], Action::Older, 4),
    bind(Scope::Shell, &[DOWN], Action::Newer),
    hint(Scope::Shell, &[ESC], Action::Close, 3),
    hint(Scope::Shell, &[PAGE_UP], Action::PageUp, 5),
    bind(Scope::Shell, &[PAGE_DOWN], Action::PageDown),
    bind(Scope::Shell, &[ctrl(Code::Home)], Action::First),
    bind(Scope::Shell, &[ctrl(Code::End)], Action::Last),
    hint(Scope::Shell, &[Key::ctrl('l')], Action::ClearOutput, 6),
    bind(Scope::Shell, &[HOME, Key::ctrl('a')], Action::LineStart),
    bind(Scope::Shell, &[END, Key::ctrl('e')], Action::LineEnd),
    bind(Scope::Shell, &[ctrl(Code::Left), alt(Code::Char('b'))], Action::WordLeft),
    bind(Scope::Shell, &[ctrl(Code::Right), alt(Code::Char('f'))], Action::WordRight),
    bind(Scope::Shell, &[Key::ctrl('w'), alt(Code::Backspace)], Action::DeleteWord),
    bind(Scope::Shell, &[Key::ctrl('u')], Action::DeleteToStart),
    bind(Scope::Shell, &[Key::ctrl('k')], Action::DeleteToEnd),
    hint(Scope::Shell, &[f(1)], Action::Help, 9),
    hint(Scope::Completion, &[ENTER], Action::Activate, 1),
    hint(Scope::Completion, &[TAB, DOWN], Action::Next, 2),
    bind(Scope::Completion, &[BACK_TAB, UP], Action::Previous),
    bind(Scope::Completion, &[PAGE_UP], Action::PageUp),
    bind(Scope::Completion, &[PAGE_DOWN], Action::PageDown),
    hint(Scope::Completion, &[ESC], Action::Cancel, 3),
    hint(Scope::Journal, &[ENTER], Action::Read, 4),
    hint(Scope::Journal, &[Key::char('c')], Action::Copy, 2),
    hint(Scope::Journal, &[Key::char('r')], Action::RollBack, 3),
    hint(Scope::Journal, &[SPACE, Key::char('t')], Action::TickOff, 1),
    hint(Scope::Journal, &[Key::ctrl('e'), f(9)], Action::Export, 6),
    hint(Scope::Journal, &[ESC, Key::char('J'), f(8)], Action::Close, 5),
    hint(Scope::Journal, &[RIGHT, LEFT], Action::OtherTab, 6),
    hint(Scope::Journal, &[TAB], Action::Next, 8),
    bind(Scope::Journal, &[BACK_TAB], Action::Previous),
    bind(Scope::Journal, &[UP, Key::char('k')], Action::Up),
    bind(Scope::Journal, &[DOWN, Key::char('j')], Action::Down),
    bind(Scope::Journal, &[PAGE_UP], Action::PageUp),
    bind(Scope::Journal, &[PAGE_DOWN], Action::PageDown),
    bind(Scope::Journal, &[HOME, Key::char('g')], Action::First),
    bind(Scope::Journal, &[END, Key::char('G')], Action::Last),
    hint(Scope::Journal, &[f(5), Key::ctrl('r')], Action::Refresh, 7),
    hint(Scope::Journal, &[Key::char('?'), f(1)], Action::Help, 9),
    hint(Scope::CheckUp, &[ENTER], Action::Activate, 1),
    hint(Scope::CheckUp, &[ESC, Key::char('C'), f(7)], Action::Close, 2),
    hint(Scope::CheckUp, &[f(5), Key::ctrl('r')], Action::Refresh, 3),
    hint(Scope::CheckUp, &[SPACE], Action::Read, 4),
    hint(Scope::CheckUp, &[TAB], Action::Next, 8),
    bind(Scope::CheckUp, &[BACK_TAB], Action::Previous),
    bind(Scope::CheckUp, &[UP, Key::char('k')], Action::Up),
    bind(Scope::CheckUp, &[DOWN, Key::char('j')], Action::Down),
    bind(Scope::CheckUp, &[PAGE_UP], Action::PageUp),
    bind(Scope::CheckUp, &[PAGE_DOWN], Action::PageDown),
    bind(Scope::CheckUp, &[HOME, Key::char('g')], Action::First),
    bind(Scope::CheckUp, &[END, Key::char('G')], Action::Last),
    hint(Scope::CheckUp, &[Key::char('?'), f(1)], Action::Help, 9),
    hint(Scope::Help, &[ESC, Key::char('?'), f(1), Key::char('q'), ENTER], Action::Close, 1),
    bind(Scope::Help, &[UP, Key::char('k')], Action::Up),
    bind(Scope::Help, &[DOWN, Key::char('j')], Action::Down),
    bind(Scope::Help, &[PAGE_UP], Action::PageUp),
    hint(Scope::Help, &[PAGE_DOWN, SPACE], Action::PageDown, 2),
    bind(Scope::Help, &[HOME, Key::char('g')], Action::First),
    bind(Scope::Help, &[END, Key::char('G')], Action::Last),
    hint(Scope::Export, &[ENTER], Action::Activate, 1),
    hint(Scope::Export, &[ESC], Action::Cancel, 2),
    hint(Scope::Export, &[TAB, DOWN], Action::Next, 3),
    bind(Scope::Export, &[BACK_TAB, UP], Action::Previous),
    hint(Scope::ImportFile, &[ENTER], Action::Activate, 1),
    hint(Scope::ImportFile, &[TAB], Action::Complete, 2),
    hint(Scope::ImportFile, &[ESC], Action::Cancel, 3),
    bind(Scope::ImportFile, &[UP], Action::Up),
    bind(Scope::ImportFile, &[DOWN], Action::Down),
    bind(Scope::ImportFile, &[BACK_TAB], Action::Previous),
    bind(Scope::ImportFile, &[PAGE_UP], Action::PageUp),
    bind(Scope::ImportFile, &[PAGE_DOWN], Action::PageDown),
    hint(Scope::ImportFile, &[f(1)], Action::Help, 9),
    hint(Scope::ImportPassword, &[ENTER], Action::Activate, 1),
    hint(Scope::ImportPassword, &[ESC], Action::Cancel, 2),
    hint(Scope::ImportPassword, &[TAB, DOWN], Action::Next, 3),
    bind(Scope::ImportPassword, &[BACK_TAB, UP], Action::Previous),
    hint(Scope::ImportPassword, &[f(1)], Action::Help, 9),
    hint(Scope::ImportChoice, &[ENTER, SPACE], Action::Activate, 1),
    hint(Scope::ImportChoice, &[ESC], Action::Cancel, 2),
    bind(Scope::ImportChoice, &[UP], Action::Up),
    bind(Scope::ImportChoice, &[DOWN], Action::Down),
    bind(Scope::ImportChoice, &[PAGE_UP], Action::PageUp),
    bind(Scope::ImportChoice, &[PAGE_DOWN], Action::PageDown),
    bind(Scope::ImportChoice, &[HOME], Action::First),
    bind(Scope::ImportChoice, &[END], Action::Last),
    hint(Scope::ImportChoice, &[f(1), Key::char('?')], Action::Help, 9),
    hint(Scope::ImportPreview, &[Key::ctrl('s'), f(10)], Action::TakeIn, 1),
    bind(Scope::ImportPreview, &[ENTER, SPACE], Action::Activate),
    hint(Scope::ImportPreview, &[ESC], Action::Cancel, 2),
    hint(Scope::ImportPreview, &[TAB, RIGHT], Action::Next, 4),
    bind(Scope::ImportPreview, &[BACK_TAB, LEFT], Action::Previous),
    bind(Scope::ImportPreview, &[UP], Action::Up),
    bind(Scope::ImportPreview, &[DOWN], Action::Down),
    bind(Scope::ImportPreview, &[PAGE_UP], Action::PageUp),
    hint(Scope::ImportPreview, &[PAGE_DOWN], Action::PageDown, 3),
    bind(Scope::ImportPreview, &[HOME], Action::First),
    bind(Scope::ImportPreview, &[END], Action::Last),
    hint(Scope::ImportPreview, &[f(1), Key::char('?')], Action::Help, 9),
    hint(Scope::ImportWork, &[ESC, ENTER, SPACE], Action::Cancel, 1),
    hint(Scope::ImportWork, &[f(1), Key::char('?')], Action::Help, 9),
    hint(Scope::Palette, &[ENTER], Action::Activate, 1),
    hint(Scope::Palette, &[ESC, Key::ctrl('p')], Action::Close, 2),
    bind(Scope::Palette, &[UP], Action::Up),
    bind(Scope::Palette, &[DOWN], Action::Down),
    bind(Scope::Palette, &[PAGE_UP], Action::PageUp),
    bind(Scope::Palette, &[PAGE_DOWN], Action::PageDown),
    bind(Scope::Palette, &[HOME], Action::First),
    bind(Scope::Palette, &[END], Action::Last),
    hint(Scope::Everywhere, &[Key::ctrl('p')], Action::Palette, 10),
    bind(Scope::Everywhere, &[Key::ctrl('z')], Action::Suspend),
    bind(Scope::Everywhere, &[Key::ctrl('c')], Action::QuitNow),
];

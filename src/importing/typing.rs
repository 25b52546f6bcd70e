//! What is typed and pasted.

use tui_input::InputRequest;

use super::{Control, Importing, Step};
use crate::app::vocabulary::unquoted;

impl Importing {
    /// An edit of what is typed. On the buttons, Left and Right go between them.
    pub fn edit(&mut self, request: InputRequest) {
        let focus = match &mut self.step {
            Step::File(choosing) => &mut choosing.focus,
            Step::Password(asking) => &mut asking.focus,
            _ => return,
        };
        if let (InputRequest::GoToPrevChar | InputRequest::GoToNextChar, Control::Next | Control::Cancel) =
            (request, *focus)
        {
            *focus = if *focus == Control::Next { Control::Cancel } else { Control::Next };
            return;
        }
        *focus = Control::Field;
        if let Step::Password(asking) = &mut self.step {
            asking.field.edit(request);
        } else {
            let before = self.file.text.clone();
            self.file.edit(request);
            self.changed_from(&before);
        }
    }

    /// A paste. Quotes around a path are those of a file manager's "Copy as path".
    pub fn paste(&mut self, text: &str) {
        match &mut self.step {
            Step::Password(asking) => {
                asking.focus = Control::Field;
                asking.field.insert(text);
            }
            Step::File(choosing) => {
                choosing.focus = Control::Field;
                let before = self.file.text.clone();
                self.file.insert(unquoted(text.trim()));
                self.changed_from(&before);
            }
            _ => {}
        }
    }

    /// What could follow another text, and what was wrong with it, are of no interest any more.
    fn changed_from(&mut self, before: &str) {
        if let Step::File(choosing) = &mut self.step
            && self.file.text != before
        {
            *choosing = super::Choosing::default();
            self.waiting = None;
        }
    }
}

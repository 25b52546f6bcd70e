//! A text that somebody types.

/// A one-line text with a cursor, edited by grapheme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// The text.
    pub text: String,
    /// The cursor, in characters from the start.
    pub cursor: usize,
}

impl Field {
    /// Applies one edit.
    pub fn edit(&mut self, request: tui_input::InputRequest) {
        let mut input = tui_input::Input::from(std::mem::take(&mut self.text)).with_cursor(self.cursor);
        input.handle(request);
        self.cursor = input.cursor();
        self.text = input.to_string();
    }

    /// Inserts a text at the cursor; line ends become blanks, other control characters are left out.
    pub fn insert(&mut self, text: &str) {
        let at = self.text.char_indices().nth(self.cursor).map_or(self.text.len(), |(index, _)| index);
        let line: String = text
            .chars()
            .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
            .filter(|c| !c.is_control())
            .collect();
        self.cursor += line.chars().count();
        self.text.insert_str(at, &line);
    }
}

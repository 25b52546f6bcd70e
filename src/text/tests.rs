use super::*;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// How far the cursor moves when the page's buffer prints the text.
fn printed_columns(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20_000, 1));
    usize::from(buffer.set_stringn(0, 0, text, usize::MAX, Style::new()).0)
}

#[test]
fn width_counts_columns_not_characters() {
    for (text, columns) in
        [("", 0), ("EX01", 4), ("証明書", 6), ("e\u{301}", 1), ("👨\u{200D}👩\u{200D}👧", 2), ("a\u{1B}b", 2)]
    {
        assert_eq!(width(text), columns, "{text:?}");
    }
}

#[test]
fn a_cut_never_splits_a_character_nor_exceeds_its_room() {
    assert_eq!(cut("Contoso mail 2027", 17, "…"), "Contoso mail 2027");
    assert_eq!(cut("Contoso mail 2027", 10, "…"), "Contoso m…");
    assert_eq!(cut("Contoso mail 2027", 10, "..."), "Contoso...");
    assert_eq!(cut("証明書", 4, "…"), "証…");
    assert_eq!(cut("証明書", 1, "…"), "");
    assert_eq!(cut("abc", 2, "..."), "ab");
    assert_eq!(cut("abc", 0, "…"), "");
}

#[test]
fn padding_fills_columns() {
    assert_eq!(pad("証", 4), "証  ");
    assert_eq!(pad("EX01", 2), "EX01");
}

#[test]
fn a_paragraph_breaks_at_blanks_and_long_words_where_they_must() {
    assert_eq!(wrap("Assign another certificate first", 16), ["Assign another", "certificate", "first"]);
    assert_eq!(wrap("434AC224C8459924", 6), ["434AC2", "24C845", "9924"]);
    assert_eq!(wrap("to 434AC224C8", 6), ["to", "434AC2", "24C8"]);
    assert_eq!(wrap("既存の証明書。", 6), ["既存の", "証明", "書。"]);
    assert_eq!(wrap("one\n\ntwo", 9), ["one", "", "two"]);
    assert_eq!(wrap("", 9), [""]);
    assert_eq!(wrap("証", 1), ["証"]);
}

#[test]
fn what_would_act_on_the_terminal_stands_there_by_number() {
    for (foreign, shown) in [
        ("Contoso mail 2027", "Contoso mail 2027"),
        ("\u{1B}[31mred", "<U+001B>[31mred"),
        ("a\r\nb", "a<U+000D><U+000A>b"),
        ("\u{9B}2J", "<U+009B>2J"),
        ("moc.\u{202E}live", "moc.<U+202E>live"),
        ("\u{200E}434A", "<U+200E>434A"),
        ("pay\u{200B}pal", "pay<U+200B>pal"),
        ("x\u{2028}y", "x<U+2028>y"),
        ("証明書 2027", "証明書 2027"),
        ("Cafe\u{301}", "Cafe\u{301}"),
        ("\u{301}alone", "<U+0301>alone"),
        ("\u{3164}", "<U+3164>"),
        ("*.contoso.com", "*.contoso.com"),
        ("\u{FF0A}.contoso.com", "<U+FF0A>.contoso.com"),
        ("CN=\u{2217}.contoso.com, \u{FE61}.b", "CN=<U+2217>.contoso.com, <U+FE61>.b"),
        ("*\u{3002}contoso.com", "*<U+3002>contoso.com"),
        ("\u{FF0A}\u{FF0E}contoso.com", "<U+FF0A><U+FF0E>contoso.com"),
        ("＊重要＊ 証明書。次", "＊重要＊ 証明書。次"),
    ] {
        assert_eq!(Shown::new(foreign).as_str(), shown, "{foreign:?}");
    }
}

#[test]
fn length_and_stacked_marks_are_bounded() {
    assert_eq!(Shown::new(&"a".repeat(10_000)).as_str(), "a".repeat(LONGEST) + "...");
    assert_eq!(Shown::new(&"a".repeat(LONGEST)).as_str(), "a".repeat(LONGEST));
    let stacked = format!("z{}", "\u{301}".repeat(5_000));
    assert!(Shown::new(&stacked).len() < 40, "{}", Shown::new(&stacked).len());
    let huge = "\u{1B}".repeat(1_000_000);
    assert!(Shown::new(&huge).len() < 9 * LONGEST);
}

#[test]
fn shown_text_is_padded_like_any_other() {
    assert_eq!(format!("{:6}|", Shown::new("EX01")), "EX01  |");
}

/// Text with the characters in it that do harm.
fn hostile() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        3 => any::<char>(),
        2 => proptest::sample::select(vec![
            '\u{1B}', '\u{7F}', '\u{85}', '\n', '\u{202E}', '\u{2066}', '\u{200D}', '\u{200B}', '\u{FEFF}', '\u{FE0F}',
            '\u{301}', '＊', '.', '*', '。', '\u{E0041}', '\u{1100}', '\u{1161}', '\u{11A8}', '\u{FF9E}', '\u{1F1E6}', '\u{1F468}', '証', 'a', ' ',
        ]),
    ];
    proptest::collection::vec(character, 0..60).prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #[test]
    fn shown_text_holds_nothing_that_acts_or_hides(foreign in hostile()) {
        let shown = Shown::new(&foreign);
        for c in shown.chars() {
            prop_assert!(!c.is_control(), "{c:?} in {shown:?}");
            prop_assert!(!matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{61C}' | '\u{AD}' | '\u{E0000}'..='\u{E0FFF}'), "{c:?}");
        }
        for (grapheme, columns) in graphemes(&shown) {
            prop_assert!(columns > 0, "{grapheme:?} would be dropped from {shown:?}");
        }
        prop_assert_eq!(&Shown::new(&shown), &shown);
    }

    #[test]
    fn width_is_what_the_buffer_prints(foreign in hostile()) {
        let shown = Shown::new(&foreign);
        prop_assert_eq!(shown.width(), printed_columns(&shown));
    }

    #[test]
    fn cutting_and_wrapping_stay_within_their_room(foreign in hostile(), columns in 2usize..30) {
        let shown = Shown::new(&foreign);
        prop_assert!(width(&cut(&shown, columns, "…")) <= columns);
        let lines = wrap(&shown, columns);
        for line in &lines {
            prop_assert!(width(line) <= columns || line.graphemes(true).count() == 1, "{line:?}");
        }
        let kept: String = lines.concat().split(' ').collect();
        prop_assert_eq!(kept, shown.split(' ').collect::<String>());
    }
}

#[test]
fn a_blank_that_does_not_break_needs_its_room_too() {
    assert_eq!(wrap("abcd\u{a0}", 4), ["abcd", "\u{a0}"]);
    assert_eq!(wrap("abcd efgh\u{a0}", 5), ["abcd", "efgh\u{a0}"]);
    assert_eq!(wrap("abcd  ", 4), ["abcd"], "other blanks at the end of a line need none");
}

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::widgets::*;
use super::*;
use crate::locale::say;
use crate::text;

fn buffer(width: u16, height: u16) -> Buffer {
    Buffer::empty(Rect::new(0, 0, width, height))
}

fn ascii() -> Look {
    Look { glyphs: &ASCII, ..Look::default() }
}

fn mono() -> Look {
    Look { theme: Theme::mono(), ..Look::default() }
}

/// The rows of a picture, as one string a row.
fn rows(buffer: &Buffer) -> Vec<String> {
    picture::text(buffer).lines().map(str::to_owned).collect()
}

#[test]
fn a_sign_takes_one_column_and_the_boxes_three() {
    for set in [&UNICODE, &ASCII] {
        for glyph in [
            set.default_smtp,
            set.marker,
            set.marker_end,
            set.ascending,
            set.descending,
            set.good,
            set.attention,
            set.bad,
            set.waiting,
            set.unknown,
            set.separator,
            set.follow_up,
            set.bullet,
            set.gained,
            set.lost,
            set.thumb,
            set.track,
            set.mask,
        ] {
            assert_eq!(text::width(glyph.as_str()), 1, "{glyph}");
        }
        for glyph in [set.unticked, set.ticked, set.locked, set.blocked] {
            assert_eq!(text::width(glyph.as_str()), 3, "{glyph}");
        }
        for border in [set.border, set.focused_border] {
            assert_eq!(text::width(border.top_left) + text::width(border.horizontal_top), 2);
        }
    }
    let ascii = format!("{ASCII:?}");
    assert!(ascii.is_ascii(), "{ascii}");
}

#[test]
fn states_can_be_told_apart_without_colour() {
    for set in [&UNICODE, &ASCII] {
        let boxes = [set.unticked, set.ticked, set.locked, set.blocked];
        let tones = [set.good, set.attention, set.bad, set.waiting, set.unknown];
        for group in [&boxes[..], &tones[..]] {
            for (index, glyph) in group.iter().enumerate() {
                assert!(!group[..index].contains(glyph), "{glyph} stands for two things");
            }
        }
        assert_ne!(set.border, set.focused_border);
    }
    let mono = Theme::mono();
    for role in Role::ALL {
        let style = mono.style(role);
        let none = |colour: Option<Color>| colour.is_none_or(|colour| colour == Color::Reset);
        assert!(none(style.fg) && none(style.bg), "{} has a colour", role.name());
    }
    assert_ne!(mono.style(Role::Selected), mono.style(Role::SelectedElsewhere));
    assert_ne!(mono.style(Role::Button), mono.style(Role::FocusedButton));
}

#[test]
fn a_theme_is_found_by_its_name() {
    for name in THEMES {
        assert_eq!(Theme::named(name).map(|theme| theme.name().to_owned()), Some(name.to_owned()));
    }
    assert_eq!(Theme::named("neon"), None);
}

#[test]
fn a_pane_shows_where_the_keyboard_is() {
    let look = Look::default();
    let mut buf = buffer(20, 3);
    let buf_area = buf.area;
    let inner = pane(&mut buf, buf_area, &look.text(&say::list_title()), false, &look);
    assert_eq!(inner, Rect::new(1, 1, 18, 1));
    assert_eq!(rows(&buf), ["╭ Certificates ────╮", "│                  │", "╰──────────────────╯"]);
    pane(&mut buf, buf_area, &look.text(&say::list_title()), true, &look);
    assert_eq!(rows(&buf), ["┏▸Certificates ━━━━┓", "┃                  ┃", "┗━━━━━━━━━━━━━━━━━━┛"]);
    let mut buf = buffer(12, 3);
    let buf_area = buf.area;
    pane(&mut buf, buf_area, &look.text(&say::list_title()), true, &ascii());
    assert_eq!(rows(&buf), ["#>Certi... #", "#          #", "#==========#"]);
}

#[test]
fn buttons_stand_at_the_right_and_the_focused_one_has_markers() {
    let look = Look::default();
    let both =
        [say::button_save(), say::button_cancel()].map(|label| Button { label: look.text(&label), enabled: true });
    let mut buf = buffer(26, 1);
    let buf_area = buf.area;
    buttons(&mut buf, buf_area, &both, Some(1), &look);
    assert_eq!(rows(&buf), ["      [ Save ]  [▸Cancel◂]"]);
    assert_eq!(button_places(buf_area, &both), [Rect::new(6, 0, 8, 1), Rect::new(16, 0, 10, 1)]);
    let mut narrow = buffer(12, 1);
    let narrow_area = narrow.area;
    buttons(&mut narrow, narrow_area, &both, Some(0), &look);
    assert_eq!(rows(&narrow), ["[▸Save◂]"]);
}

#[test]
fn check_boxes_show_their_state_and_the_reason_beside_them() {
    let look = Look::default();
    let mut buf = buffer(45, 4);
    let notes = [None, None, Some(look.text(&say::refusal_locked())), Some(look.text(&say::refusal_wildcard()))];
    let ticks = [Tick::Free, Tick::Ticked, Tick::Locked, Tick::Blocked];
    let labels = ["IIS", "IMAP", "SMTP", "POP"].map(Shown::new);
    for (y, ((tick, label), note)) in (0u16..).zip(ticks.into_iter().zip(&labels).zip(&notes)) {
        let line = Rect::new(0, y, 45, 1);
        let one = Check { tick, label, label_width: 6, note: note.as_ref(), focused: y == 1 };
        check(&mut buf, line, &one, &look);
    }
    assert_eq!(
        rows(&buf),
        [
            " [ ] IIS",
            "▸[✓] IMAP",
            "  ✓  SMTP    already assigned; cannot be rem…",
            "  -  POP     needs a plain host name"
        ]
    );
}

fn hint(key: &str, label: &str, priority: u8) -> Hint {
    Hint { key: Shown::new(key), label: Shown::new(label), priority, enabled: true }
}

#[test]
fn the_footer_drops_by_priority_and_then_says_where_the_rest_is() {
    let look = Look::default();
    let all = [hint("Enter", "Edit", 0), hint("F5", "Refresh", 3), hint("/", "Filter", 1), hint("q", "Quit", 2)];
    let more = hint("?", "more", 0);
    let at = |width: u16| {
        let mut buf = buffer(width, 1);
        let buf_area = buf.area;
        hints(&mut buf, buf_area, &all, &more, &look);
        rows(&buf).join("")
    };
    assert_eq!(at(60), "Enter Edit   F5 Refresh   / Filter   q Quit");
    assert_eq!(at(42), "Enter Edit   / Filter   q Quit   ? more");
    assert_eq!(at(30), "Enter Edit   / Filter   ? more");
    assert_eq!(at(20), "Enter Edit   ? more");
    assert_eq!(at(7), "? more");
    let places = hint_places(Rect::new(0, 0, 30, 1), &all, &more);
    assert_eq!(places.iter().map(|place| place.hint).collect::<Vec<_>>(), [Some(0), Some(2), None]);
    assert_eq!(places[1].area, Rect::new(13, 0, 8, 1));
}

#[test]
fn the_scroll_mark_touches_an_end_only_when_the_list_does() {
    let look = Look::default();
    let marked = |top: usize| -> String {
        let mut buf = buffer(1, 10);
        let buf_area = buf.area;
        scroll_mark(&mut buf, buf_area, top, 50_000, &look);
        picture::text(&buf).lines().map(|line| if line.is_empty() { '.' } else { '#' }).collect()
    };
    assert_eq!(marked(0), "#.........");
    assert_eq!(marked(1), ".#........");
    assert_eq!(marked(25_000), "....#.....");
    assert_eq!(marked(49_989), "........#.");
    assert_eq!(marked(49_990), ".........#");
    let mut short = buffer(1, 10);
    let short_area = short.area;
    scroll_mark(&mut short, short_area, 0, 10, &look);
    assert_eq!(picture::text(&short).trim(), "");
}

#[test]
fn a_value_goes_on_below_itself() {
    let look = Look::default();
    let mut buf = buffer(30, 4);
    let buf_area = buf.area;
    let (label, value) = (Shown::new("Issuer"), Shown::new("CN=Contoso Issuing CA, O=Contoso"));
    let one = Field { label: &label, label_width: 10, value: &value, style: Style::new() };
    assert_eq!(field(&mut buf, buf_area, &one, &look), 2);
    assert_eq!(rows(&buf), ["Issuer     CN=Contoso Issuing", "           CA, O=Contoso", "", ""]);
    let mut narrow = buffer(20, 4);
    let narrow_area = narrow.area;
    assert_eq!(field(&mut narrow, narrow_area, &one, &look), 3);
    assert_eq!(rows(&narrow), ["Issuer", "  CN=Contoso Issuing", "  CA, O=Contoso", ""]);
}

#[test]
fn text_is_cut_at_its_room_and_at_the_edge_and_never_halves_a_wide_character() {
    let mut buf = buffer(8, 1);
    assert_eq!(put(&mut buf, 0, 0, 5, &Shown::new("証明書"), Style::new()), 4);
    assert_eq!(put(&mut buf, 5, 0, 9, &Shown::new("書書"), Style::new()), 2);
    assert_eq!(put(&mut buf, 8, 0, 9, &Shown::new("x"), Style::new()), 0);
    assert_eq!(put(&mut buf, 0, 1, 9, &Shown::new("x"), Style::new()), 0);
    assert_eq!(rows(&buf), ["証明 書"]);
}

#[test]
fn a_dialog_over_wide_characters_leaves_no_half_of_one() {
    for left in 0..6 {
        let mut buf = buffer(12, 1);
        put(&mut buf, 0, 0, 12, &Shown::new("証明書証明書"), Style::new());
        clear(&mut buf, Rect::new(left, 0, 5, 1));
        put(&mut buf, left, 0, 5, &Shown::new("|abc|"), Style::new());
        let line: String = picture::rows(&buf).flatten().map(|(_, cell)| cell.symbol()).collect();
        assert_eq!(text::width(&line), 12, "{line:?}");
        let before: String = line.chars().take_while(|c| *c != '|').collect();
        assert_eq!(text::width(&before), usize::from(left), "{line:?}");
        assert!(line.contains("|abc|"), "{line:?}");
    }
}

#[test]
fn a_dialog_is_centred_and_stays_on_the_screen() {
    let screen = Rect::new(0, 0, 80, 24);
    assert_eq!(dialog_area(screen, 60, 10), Rect::new(10, 7, 60, 10));
    assert_eq!(dialog_area(screen, 200, 50), screen);
}

#[test]
fn a_picture_with_styles_names_the_roles() {
    let look = Look::default();
    let mut buf = buffer(12, 2);
    put(&mut buf, 0, 0, 12, &Shown::new("証 Valid"), look.style(Role::Good));
    put(&mut buf, 0, 1, 12, &Shown::new("plain."), look.style(Role::Text));
    fill(&mut buf, Rect::new(3, 0, 5, 1), look.style(Role::Selected));
    assert_eq!(picture::styled(&buf, &look.theme), "証 Valid\nplain.\n\naaabbbbb\n\n\na = good\nb = selected\n");
}

#[test]
fn an_svg_keeps_its_columns_and_escapes_its_text() {
    let look = Look::default();
    let mut buf = buffer(12, 1);
    put(&mut buf, 0, 0, 12, &Shown::new("a<b 証 &\""), look.style(Role::Key));
    let svg = picture::svg(&buf);
    for part in [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"132\" height=\"41\"",
        "<text x=\"12\" y=\"25\" textLength=\"36\" fill=\"#56b6c2\" font-weight=\"bold\">a&lt;b\u{A0}</text>",
        "<text x=\"48\" y=\"25\" textLength=\"18\" fill=\"#56b6c2\" font-weight=\"bold\">証</text>",
        ">\u{A0}&amp;&quot;</text>",
    ] {
        assert!(svg.contains(part), "{part} is missing from\n{svg}");
    }
    let mut buf = buffer(3, 1);
    put(&mut buf, 0, 0, 3, &Shown::new("row"), look.style(Role::Selected));
    let svg = picture::svg(&buf);
    assert!(svg.contains("width=\"27\" height=\"17\" fill=\"#d4d4d4\""), "{svg}");
    assert!(svg.contains("fill=\"#16181d\">row</text>"), "{svg}");
}

#[test]
fn the_selected_row_is_seen_without_colour() {
    let look = mono();
    let mut buf = buffer(20, 1);
    let label = Shown::new("IIS");
    let one = Check { tick: Tick::Free, label: &label, label_width: 6, note: None, focused: true };
    check(&mut buf, Rect::new(0, 0, 20, 1), &one, &look);
    assert!(buf[(0, 0)].modifier.contains(Modifier::REVERSED));
    assert_eq!(rows(&buf), ["▸[ ] IIS"]);
}

proptest! {
    #[test]
    fn no_painter_leaves_its_area_or_panics(
        (x, y, width, height) in (0u16..12, 0u16..5, 0u16..30, 0u16..8), foreign in ".{0,40}", focused in any::<bool>(),
    ) {
        let look = Look::default();
        let mut buf = buffer(20, 6);
        let area = Rect::new(x, y, width, height).intersection(*buf.area());
        let shown = Shown::new(&foreign);
        let button = Button { label: shown.clone(), enabled: true };
        let key = Hint { key: shown.clone(), label: shown.clone(), priority: 1, enabled: focused };
        let one = Check { tick: Tick::Free, label: &shown, label_width: 9, note: Some(&shown), focused };
        let value = Field { label: &shown, label_width: 9, value: &shown, style: Style::new() };
        pane(&mut buf, area, &shown, focused, &look);
        buttons(&mut buf, area, &[button.clone(), button], Some(1), &look);
        hints(&mut buf, area, &[key.clone(), key.clone()], &key, &look);
        check(&mut buf, area, &one, &look);
        prop_assert!(field(&mut buf, area, &value, &look) <= area.height);
        prop_assert!(paragraph(&mut buf, area, &shown, Style::new()) <= area.height);
        scroll_mark(&mut buf, area, usize::from(height), 100, &look);
        for cy in 0..6 {
            for cx in (0..20).filter(|cx| !area.contains((*cx, cy).into())) {
                prop_assert_eq!(buf[(cx, cy)].symbol(), " ", "{},{} outside {:?}", cx, cy, area);
            }
        }
        let picture = picture::styled(&buf, &look.theme);
        prop_assert!(!picture.contains(|c: char| c.is_control() && c != '\n'));
        prop_assert!(picture::svg(&buf).ends_with("</svg>\n"));
    }
}

#[test]
fn a_frame_in_a_styled_picture_is_told_from_its_title() {
    let look = Look::default();
    let mut buf = buffer(11, 2);
    pane(&mut buf, Rect::new(0, 0, 11, 2), &Shown::new("EX01"), false, &look);
    let picture = picture::styled(&buf, &look.theme);
    assert_eq!(
        picture.lines().skip(3).collect::<Vec<_>>(),
        [
            "a.bbbb.aaaa",
            "aaaaaaaaaaa",
            "",
            "a = muted or label or border",
            "b = title or heading or selected-elsewhere"
        ]
    );
}

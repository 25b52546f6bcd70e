use super::widgets::*;
use super::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

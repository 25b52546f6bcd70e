//! The file of settings.

use super::{id, messages};
use crate::locale::message::Text;

messages! {
    /// First line of the printed file.
    config_title();
    /// What goes before it.
    config_order();
    /// What `org` is.
    config_org();
    /// What `server` is.
    config_server();
    /// What `locale` is.
    config_locale();
    /// What `color` is.
    config_color();
    /// What `ascii` is.
    config_ascii();
    /// What `log` is.
    config_log();
    /// What `readonly` is.
    config_readonly();
    /// There is no such key.
    config_unknown_key(key: Text, known: Text);
    /// The language is not spoken.
    config_bad_locale(reason: Text);
    /// The file that the environment names is not there.
    config_missing(path: Text);
    /// The file, in the list of places.
    print_paths_config();
}

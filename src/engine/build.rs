//! Build numbers: which product a server runs, and so what it can do.

use std::fmt;
use std::str::FromStr;

/// A server's build number, `major.minor.build.revision`, such as `15.2.2562.17`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Build {
    /// 15 for every product this program knows.
    pub major: u16,
    /// 0, 1 or 2.
    pub minor: u16,
    /// The build within the product.
    pub build: u32,
    /// The revision within the build.
    pub revision: u32,
}

/// A text is not a build number of four parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotABuild;

impl fmt::Display for NotABuild {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a build number has four parts, such as 15.2.2562.17")
    }
}

impl std::error::Error for NotABuild {}

impl FromStr for Build {
    type Err = NotABuild;

    /// # Errors
    /// [`NotABuild`] unless the text is four decimal numbers with dots between them.
    fn from_str(text: &str) -> Result<Self, NotABuild> {
        fn number<T: FromStr>(part: Option<&str>) -> Result<T, NotABuild> {
            part.filter(|p| p.bytes().all(|b| b.is_ascii_digit())).and_then(|p| p.parse().ok()).ok_or(NotABuild)
        }
        let mut parts = text.trim().split('.');
        let build = Build {
            major: number(parts.next())?,
            minor: number(parts.next())?,
            build: number(parts.next())?,
            revision: number(parts.next())?,
        };
        if parts.next().is_some() { Err(NotABuild) } else { Ok(build) }
    }
}

impl fmt::Display for Build {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}.{}", self.major, self.minor, self.build, self.revision)
    }
}

/// The Exchange Server product a build belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Product {
    /// Exchange Server 2013 (15.0).
    Exchange2013,
    /// Exchange Server 2016 (15.1).
    Exchange2016,
    /// Exchange Server 2019 (15.2 below build 2562).
    Exchange2019,
    /// Exchange Server Subscription Edition (15.2 from build 2562 on).
    SubscriptionEdition,
    /// A build this program has no name for; it has no Unified Messaging.
    Other,
}

/// The first build of Exchange Server Subscription Edition (RTM is 15.2.2562.17, July 2025).
const FIRST_SUBSCRIPTION_EDITION: u32 = 2562;

impl Build {
    /// The product of this build. Source: Microsoft's table of Exchange build numbers and release dates.
    #[must_use]
    pub const fn product(self) -> Product {
        match (self.major, self.minor) {
            (15, 0) => Product::Exchange2013,
            (15, 1) => Product::Exchange2016,
            (15, 2) if self.build < FIRST_SUBSCRIPTION_EDITION => Product::Exchange2019,
            (15, 2) => Product::SubscriptionEdition,
            _ => Product::Other,
        }
    }

    /// Whether Unified Messaging exists there: 2013 and 2016 only. Source: the topic's note that UM is not available in
    /// Exchange 2019.
    #[must_use]
    pub const fn has_unified_messaging(self) -> bool {
        matches!(self.product(), Product::Exchange2013 | Product::Exchange2016)
    }
}

impl Build {
    /// Whether `Import-ExchangeCertificate` takes the path of a file there. Source: Microsoft's references: from Exchange 2019
    /// CU12 and Exchange 2016 CU23 on no cmdlet for certificates takes one, `-FileData` takes the bytes.
    #[must_use]
    pub const fn imports_by_path(self) -> bool {
        match self.product() {
            Product::Exchange2013 => true,
            Product::Exchange2016 => self.build < 2507,
            Product::Exchange2019 => self.build < 1118,
            Product::SubscriptionEdition | Product::Other => false,
        }
    }
}

impl Product {
    /// The short name used in the picker; never translated.
    #[must_use]
    pub const fn short_name(self) -> &'static str {
        match self {
            Product::Exchange2013 => "2013",
            Product::Exchange2016 => "2016",
            Product::Exchange2019 => "2019",
            Product::SubscriptionEdition => "SE",
            Product::Other => "?",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_number_tells_the_product_and_whether_it_has_um() {
        for (text, product, um) in [
            ("15.0.1497.2", Product::Exchange2013, true),
            ("15.1.2507.6", Product::Exchange2016, true),
            ("15.2.1748.10", Product::Exchange2019, false),
            ("15.2.2561.0", Product::Exchange2019, false),
            ("15.2.2562.17", Product::SubscriptionEdition, false),
            ("16.0.1.0", Product::Other, false),
        ] {
            let build: Build = text.parse().unwrap();
            assert_eq!((build.product(), build.has_unified_messaging()), (product, um), "{text}");
            assert_eq!(build.to_string(), text);
        }
    }

    #[test]
    fn a_path_is_taken_before_the_updates_of_2022() {
        for (text, taken) in [
            ("15.0.1497.2", true),
            ("15.1.2375.7", true),
            ("15.1.2507.6", false),
            ("15.2.986.5", true),
            ("15.2.1118.7", false),
            ("15.2.2562.17", false),
        ] {
            assert_eq!(text.parse::<Build>().unwrap().imports_by_path(), taken, "{text}");
        }
    }

    #[test]
    fn half_a_build_number_is_refused() {
        for text in ["", "15", "15.2.2562", "15.2.2562.17.1", "15.2.x.1", "+15.2.1.1", "15.2.99999999999.1"] {
            assert_eq!(text.parse::<Build>(), Err(NotABuild), "{text}");
        }
    }
}

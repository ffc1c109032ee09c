//! Instants, as documents write them: UTC to the millisecond.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeZone, Utc};
use chrono_tz::Tz;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A point in time, UTC, to the millisecond; written `2026-11-23T08:05:00.000Z`, years 1970 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(DateTime<Utc>);

/// Text that is not an instant of the form `2026-11-23T08:05:00.000Z`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an instant of the form 2026-11-23T08:05:00.000Z")]
pub struct NotAnInstant(pub String);

const LAST_MILLISECOND: i64 = 253_402_300_799_999;

impl Instant {
    /// The instant `milliseconds` after 1970-01-01T00:00:00Z, held within the years 1970 to 9999.
    #[must_use]
    pub fn from_milliseconds(milliseconds: i64) -> Self {
        let held = milliseconds.clamp(0, LAST_MILLISECOND);
        Self(DateTime::from_timestamp_millis(held).unwrap_or(DateTime::UNIX_EPOCH))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn milliseconds(self) -> i64 {
        self.0.timestamp_millis()
    }

    /// The date of this instant on the calendars of `zone`.
    #[must_use]
    pub fn date_in(self, zone: Tz) -> NaiveDate {
        self.0.with_timezone(&zone).date_naive()
    }

    /// The same instant on the clocks of `zone`.
    #[must_use]
    pub fn in_zone(self, zone: Tz) -> DateTime<Tz> {
        self.0.with_timezone(&zone)
    }

    /// The instant at which the clocks of `zone` show `local`; the earlier one when they show it twice, and the first after a gap.
    #[must_use]
    pub fn from_local(local: chrono::NaiveDateTime, zone: Tz) -> Self {
        let shifted = |minutes: i64| local.checked_add_signed(chrono::TimeDelta::minutes(minutes));
        let found = [0, 30, 60, 90, 120]
            .into_iter()
            .filter_map(shifted)
            .find_map(|candidate| zone.from_local_datetime(&candidate).earliest());
        Self::from_milliseconds(found.map_or(0, |at| at.timestamp_millis()))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl FromStr for Instant {
    type Err = NotAnInstant;

    fn from_str(text: &str) -> Result<Self, NotAnInstant> {
        let refused = || NotAnInstant(text.to_owned());
        let parsed = DateTime::parse_from_rfc3339(text).map_err(|_| refused())?;
        let instant = Self::from_milliseconds(parsed.timestamp_millis());
        if instant.to_string() == text {
            Ok(instant)
        } else {
            Err(refused())
        }
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Instant {
    fn schema_name() -> Cow<'static, str> {
        "Instant".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "UTC, to the millisecond",
            "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$"
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn one_form_only_is_read() {
        assert!("2026-11-23T08:05:00.000Z".parse::<Instant>().is_ok());
        for refused in [
            "2026-11-23T08:05:00Z",
            "2026-11-23T12:05:00.000+04:00",
            "",
            "hier",
        ] {
            assert!(refused.parse::<Instant>().is_err(), "{refused}");
        }
    }

    #[test]
    fn the_date_is_that_of_the_zone() {
        let evening: Instant = "2026-11-23T21:30:00.000Z".parse().unwrap();
        assert_eq!(
            evening.date_in(chrono_tz::Indian::Reunion).to_string(),
            "2026-11-24"
        );
        assert_eq!(
            evening.date_in(chrono_tz::Europe::Paris).to_string(),
            "2026-11-23"
        );
    }

    #[test]
    fn a_local_time_that_the_clocks_skip_is_the_first_after_it() {
        let skipped = NaiveDate::from_ymd_opt(2027, 3, 28)
            .unwrap()
            .and_hms_opt(2, 30, 0)
            .unwrap();
        let instant = Instant::from_local(skipped, chrono_tz::Europe::Paris);
        assert_eq!(instant.to_string(), "2027-03-28T01:00:00.000Z");
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_back(milliseconds in 0..LAST_MILLISECOND) {
            let instant = Instant::from_milliseconds(milliseconds);
            proptest::prop_assert_eq!(instant.to_string().parse::<Instant>(), Ok(instant));
        }
    }
}

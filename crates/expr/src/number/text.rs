//! Numbers as texts, and as JSON.

use super::Number;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A text that is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotANumber;

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a number")
    }
}

impl std::error::Error for NotANumber {}

impl FromStr for Number {
    type Err = NotANumber;

    /// Reads `-12.5`, `.5`, `1e6`, `1.2E-3`. Further digits than 34 are rounded.
    fn from_str(text: &str) -> Result<Number, NotANumber> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, power) = match unsigned.find(['e', 'E']) {
            Some(at) => (&unsigned[..at], unsigned[at + 1..].parse::<i32>().map_err(|_| NotANumber)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if (whole.is_empty() && fraction.is_empty()) || (mantissa.ends_with('.')) {
            return Err(NotANumber);
        }
        let mut coefficient: i128 = 0;
        let mut exponent = i64::from(power) - fraction.len() as i64;
        let mut rest = false;
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return Err(NotANumber);
            }
            if coefficient < 10i128.pow(36) {
                coefficient = coefficient * 10 + i128::from(byte - b'0');
            } else {
                exponent += 1;
                rest |= byte != b'0';
            }
        }
        // Digits that were passed over still decide a tie.
        if rest && coefficient % 5 == 0 {
            coefficient += 1;
        }
        let coefficient = if negative { -coefficient } else { coefficient };
        let exponent = i32::try_from(exponent).map_err(|_| NotANumber)?;
        Number::new(coefficient, exponent).ok_or(NotANumber)
    }
}

impl fmt::Display for Number {
    /// Without zeros at the end and without an exponent, unless more than 40 zeros would be needed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (coefficient, exponent) = self.canonical();
        if coefficient < 0 {
            f.write_str("-")?;
        }
        let digits = coefficient.unsigned_abs().to_string();
        let point = digits.len() as i32 + exponent;
        if exponent > 40 || point < -40 {
            let (first, rest) = digits.split_at(1);
            let dot = if rest.is_empty() { "" } else { "." };
            return write!(f, "{first}{dot}{rest}E{:+}", point - 1);
        }
        if exponent >= 0 {
            write!(f, "{digits}{:0<1$}", "", exponent as usize)
        } else if point > 0 {
            let (whole, fraction) = digits.split_at(point as usize);
            write!(f, "{whole}.{fraction}")
        } else {
            write!(f, "0.{:0<1$}{digits}", "", point.unsigned_abs() as usize)
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.to_i64(), self.to_integer().and_then(|n| u64::try_from(n).ok())) {
            (Some(n), _) => serializer.serialize_i64(n),
            (None, Some(n)) => serializer.serialize_u64(n),
            _ => serializer.serialize_f64(self.to_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        let number = serde_json::Number::deserialize(deserializer)?;
        Ok(crate::json::number(&number))
    }
}

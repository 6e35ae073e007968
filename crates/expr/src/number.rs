//! FEEL numbers: decimals of 34 significant digits, rounded half to even (IEEE 754-2008 decimal128).
//!
//! A number is a 128-bit coefficient and a power of ten, so it is `Copy` and ordinary arithmetic needs
//! no allocation. What does not fit in 128 bits on the way, and the transcendental functions, go through
//! `dashu-float` with a precision of 34 digits.

mod order;
mod text;

pub use text::NotANumber;

use dashu_float::{Context as Precision, FBig, Repr, round::mode::HalfEven};
use dashu_int::IBig;
use std::cmp::Ordering;

/// Significant digits of a number.
pub const DIGITS: u32 = 34;
/// The largest power of ten of a coefficient, as in decimal128.
const LARGEST_EXPONENT: i32 = 6111;
/// The smallest power of ten of a coefficient, as in decimal128.
const SMALLEST_EXPONENT: i32 = -6176;
/// One more than the largest coefficient.
const COEFFICIENT_END: u128 = 10u128.pow(DIGITS);

type Big = FBig<HalfEven, 10>;

/// A decimal number: `coefficient × 10^exponent`.
#[derive(Clone, Copy)]
pub struct Number {
    // The two halves of an i128, apart so that a value stays aligned to 8 bytes.
    high: i64,
    low: u64,
    exponent: i16,
}

/// How a digit that is cut off changes the last one that stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest, ties to the even digit.
    HalfEven,
    /// To the nearest, ties away from zero.
    HalfUp,
    /// To the nearest, ties towards zero.
    HalfDown,
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
    /// Towards minus infinity.
    Floor,
    /// Towards plus infinity.
    Ceiling,
}

impl Number {
    /// Zero.
    pub const ZERO: Number = Number { high: 0, low: 0, exponent: 0 };
    /// One.
    pub const ONE: Number = Number { high: 0, low: 1, exponent: 0 };

    fn raw(coefficient: i128, exponent: i16) -> Number {
        Number { high: (coefficient >> 64) as i64, low: coefficient as u64, exponent }
    }

    fn coefficient(self) -> i128 {
        (i128::from(self.high) << 64) | i128::from(self.low)
    }

    /// `coefficient × 10^exponent` rounded to 34 digits; `None` if it is too large for decimal128.
    pub fn new(coefficient: i128, exponent: i32) -> Option<Number> {
        let (mut coefficient, mut exponent) = (coefficient, exponent);
        while coefficient.unsigned_abs() >= COEFFICIENT_END {
            let excess = digits(coefficient.unsigned_abs()) - DIGITS;
            coefficient = cut(coefficient, excess, Rounding::HalfEven);
            exponent = exponent.checked_add(excess as i32)?;
        }
        if coefficient == 0 {
            return Some(Number::ZERO);
        }
        if exponent > LARGEST_EXPONENT {
            let padding = u32::try_from(exponent - LARGEST_EXPONENT).ok().filter(|n| *n < DIGITS)?;
            coefficient = coefficient.checked_mul(10i128.pow(padding))?;
            exponent = LARGEST_EXPONENT;
            if coefficient.unsigned_abs() >= COEFFICIENT_END {
                return None;
            }
        } else if exponent < SMALLEST_EXPONENT {
            coefficient = cut(coefficient, SMALLEST_EXPONENT.abs_diff(exponent), Rounding::HalfEven);
            exponent = if coefficient == 0 { 0 } else { SMALLEST_EXPONENT };
        }
        Some(Number::raw(coefficient, exponent as i16))
    }

    fn to_repr(self) -> Repr<10> {
        Repr::new(IBig::from(self.coefficient()), isize::from(self.exponent))
    }

    fn to_big(self) -> Big {
        Big::from_repr(self.to_repr(), precision())
    }

    fn from_big(big: &Big) -> Option<Number> {
        let repr = big.repr();
        if !repr.is_finite() {
            return None;
        }
        let coefficient = i128::try_from(repr.significand()).ok()?;
        Number::new(coefficient, i32::try_from(repr.exponent()).ok()?)
    }

    /// The two coefficients over the smaller of both exponents, if both fit.
    fn aligned(self, other: Number) -> Option<(i128, i128, i16)> {
        let (a, b) = (self.coefficient(), other.coefficient());
        match self.exponent.cmp(&other.exponent) {
            Ordering::Equal => Some((a, b, self.exponent)),
            Ordering::Greater => {
                Some((scaled(a, self.exponent.abs_diff(other.exponent))?, b, other.exponent))
            }
            Ordering::Less => Some((a, scaled(b, self.exponent.abs_diff(other.exponent))?, self.exponent)),
        }
    }

    /// The sum; `None` on overflow.
    pub fn checked_add(self, other: Number) -> Option<Number> {
        if let Some((a, b, exponent)) = self.aligned(other)
            && let Some(sum) = a.checked_add(b)
        {
            return Number::new(sum, i32::from(exponent));
        }
        // Far apart: a summand beyond the 34th digit of the other cannot change the rounded sum by more
        // than its last digit, which the library's rounding accounts for.
        Number::from_big(&precision().add(&self.to_repr(), &other.to_repr()).ok()?.value())
    }

    /// The difference; `None` on overflow.
    pub fn checked_sub(self, other: Number) -> Option<Number> {
        self.checked_add(other.negated())
    }

    /// The product; `None` on overflow.
    pub fn checked_mul(self, other: Number) -> Option<Number> {
        if let Some(product) = self.coefficient().checked_mul(other.coefficient()) {
            return Number::new(product, i32::from(self.exponent) + i32::from(other.exponent));
        }
        Number::from_big(&precision().mul(&self.to_repr(), &other.to_repr()).ok()?.value())
    }

    /// The quotient; `None` for a division by zero and on overflow.
    pub fn checked_div(self, other: Number) -> Option<Number> {
        let (a, b) = (self.coefficient(), other.coefficient());
        if b == 0 {
            return None;
        }
        if a % b == 0 {
            return Number::new(a / b, i32::from(self.exponent) - i32::from(other.exponent));
        }
        Number::from_big(&precision().div(&self.to_repr(), &other.to_repr()).ok()?.value())
    }

    /// `self - other × floor(self / other)`: the remainder with the sign of the divisor. `None` for a zero
    /// divisor, and where the quotient has more digits than a number can hold.
    pub fn modulo(self, other: Number) -> Option<Number> {
        if other.is_zero() {
            return None;
        }
        if let Some((a, b, exponent)) = self.aligned(other) {
            let remainder = a % b;
            let remainder =
                if remainder != 0 && (remainder < 0) != (b < 0) { remainder + b } else { remainder };
            return Number::new(remainder, i32::from(exponent));
        }
        let quotient = self.checked_div(other)?.rounded(0, Rounding::Floor)?;
        self.checked_sub(other.checked_mul(quotient)?)
    }

    /// `self` to the power of `other`; `None` where it has no real value or overflows.
    pub fn power(self, other: Number) -> Option<Number> {
        if other.is_zero() {
            return Some(Number::ONE);
        }
        if self.is_zero() {
            return (other > Number::ZERO).then_some(Number::ZERO);
        }
        let magnitude = self.abs().to_f64().log10() * other.to_f64();
        // Outside of decimal128 by far: answered here, so that no huge power is computed.
        if self.abs().to_f64().is_normal() && magnitude.abs() > 6300.0 {
            return (magnitude < 0.0).then_some(Number::ZERO);
        }
        if let Some(exponent) = other.to_i64() {
            return Number::from_big(&precision().powi(&self.to_repr(), IBig::from(exponent)).ok()?.value());
        }
        if self < Number::ZERO || !self.abs().to_f64().is_normal() {
            return None;
        }
        Number::from_big(&self.to_big().powf(&other.to_big()))
    }

    /// The square root; `None` of a negative number.
    pub fn sqrt(self) -> Option<Number> {
        if self.is_zero() {
            return Some(Number::ZERO);
        }
        (self > Number::ZERO).then(|| Number::from_big(&self.to_big().sqrt()))?
    }

    /// Euler's number to the power of `self`; `None` on overflow.
    pub fn exp(self) -> Option<Number> {
        let magnitude = self.to_f64();
        if magnitude.abs() > 15_000.0 {
            return (magnitude < 0.0).then_some(Number::ZERO);
        }
        if self.is_zero() {
            return Some(Number::ONE);
        }
        Number::from_big(&self.to_big().exp())
    }

    /// The natural logarithm; `None` of zero and of negative numbers.
    pub fn ln(self) -> Option<Number> {
        if self == Number::ONE {
            return Some(Number::ZERO);
        }
        (self > Number::ZERO).then(|| Number::from_big(&self.to_big().ln()))?
    }

    /// Rounded to `scale` digits after the point (before it, if negative). `None` on overflow.
    pub fn rounded(self, scale: i32, rounding: Rounding) -> Option<Number> {
        let target = scale.checked_neg()?;
        let exponent = i32::from(self.exponent);
        if exponent >= target {
            return Some(self);
        }
        let coefficient = cut(self.coefficient(), target.abs_diff(exponent), rounding);
        Number::new(coefficient, target)
    }

    /// The number with its sign turned.
    pub fn negated(self) -> Number {
        Number::raw(-self.coefficient(), self.exponent)
    }

    /// The number without its sign.
    pub fn abs(self) -> Number {
        Number::raw(self.coefficient().abs(), self.exponent)
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.high == 0 && self.low == 0
    }

    /// Whether it has no digits after the point.
    pub fn is_integer(self) -> bool {
        self.to_integer().is_some() || self.exponent >= 0
    }

    /// The whole number that it is, if it is one and fits.
    fn to_integer(self) -> Option<i128> {
        let coefficient = self.coefficient();
        if self.exponent >= 0 {
            return scaled(coefficient, self.exponent.unsigned_abs());
        }
        let divisor = 10i128.checked_pow(u32::from(self.exponent.unsigned_abs()));
        match divisor {
            Some(divisor) if coefficient % divisor == 0 => Some(coefficient / divisor),
            None if coefficient == 0 => Some(0),
            _ => None,
        }
    }

    /// The number as `i64`; `None` if it has decimals or is out of range.
    pub fn to_i64(self) -> Option<i64> {
        i64::try_from(self.to_integer()?).ok()
    }

    /// The number as `i128`; `None` if it has decimals or is out of range.
    pub fn to_i128(self) -> Option<i128> {
        self.to_integer()
    }

    /// The nearest binary floating-point number (infinite, if it is too large).
    pub fn to_f64(self) -> f64 {
        if self.exponent == 0 && self.coefficient().unsigned_abs() < 1 << 53 {
            return self.coefficient() as f64;
        }
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// The decimal with the fewest digits that is read as `value`; `None` for infinities and NaN.
    pub fn from_f64(value: f64) -> Option<Number> {
        if !value.is_finite() {
            return None;
        }
        format!("{value:e}").parse().ok()
    }

    /// Coefficient and exponent without zeros at the end of the coefficient.
    fn canonical(self) -> (i128, i32) {
        let (mut coefficient, mut exponent) = (self.coefficient(), i32::from(self.exponent));
        if coefficient == 0 {
            return (0, 0);
        }
        while coefficient % 10 == 0 {
            coefficient /= 10;
            exponent += 1;
        }
        (coefficient, exponent)
    }
}

fn precision() -> Precision<HalfEven> {
    Precision::new(DIGITS as usize)
}

/// How many decimal digits `n` has; 0 has none.
fn digits(n: u128) -> u32 {
    n.checked_ilog10().map_or(0, |log| log + 1)
}

/// `coefficient × 10^power`, if it fits.
fn scaled(coefficient: i128, power: u16) -> Option<i128> {
    if coefficient == 0 {
        return Some(0);
    }
    coefficient.checked_mul(10i128.checked_pow(u32::from(power))?)
}

/// `coefficient / 10^count`, rounded.
fn cut(coefficient: i128, count: u32, rounding: Rounding) -> i128 {
    if count == 0 {
        return coefficient;
    }
    let Some(divisor) = 10i128.checked_pow(count) else {
        // Less than half of one unit, whatever the coefficient is.
        return match (rounding, coefficient.signum()) {
            (_, 0) => 0,
            (Rounding::Up, sign) => sign,
            (Rounding::Floor, -1) => -1,
            (Rounding::Ceiling, 1) => 1,
            _ => 0,
        };
    };
    let (quotient, remainder) = (coefficient / divisor, coefficient % divisor);
    let sign = coefficient.signum();
    let half = remainder.unsigned_abs().cmp(&(divisor / 2).unsigned_abs());
    let away = match rounding {
        _ if remainder == 0 => false,
        Rounding::HalfEven => half == Ordering::Greater || (half == Ordering::Equal && quotient % 2 != 0),
        Rounding::HalfUp => half != Ordering::Less,
        Rounding::HalfDown => half == Ordering::Greater,
        Rounding::Up => true,
        Rounding::Down => false,
        Rounding::Floor => sign < 0,
        Rounding::Ceiling => sign > 0,
    };
    if away { quotient + sign } else { quotient }
}

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        Number::raw(i128::from(value), 0)
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Number {
        Number::raw(i128::from(value), 0)
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Number {
        Number::from(i64::from(value))
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Number {
        Number::from(i64::from(value))
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Number {
        Number::from(value as u64)
    }
}

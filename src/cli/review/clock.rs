//! What day it is. No other part of the program reads a calendar's clock: a picture is the same whenever it is drawn.

use jiff::Zoned;
use jiff::civil::Date;

/// Today's date where the machine stands, by its clock and its time zone; by UTC where it has none.
pub(super) fn today() -> Date {
    Zoned::now().date()
}

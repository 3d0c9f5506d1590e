//! Withdrawals take away what movements add.

use crate::resolution::scenario::check;

const STOCK: &str = "02-01 Wire stock 2500 AFG";

#[test]
fn the_status_decides_what_counts() {
    check(
        &[STOCK, "02-03 Wire out-considered 500 AFG"],
        "USA AFG 02-10",
        "2500 2500",
    );
    check(
        &[STOCK, "02-03 Wire out-announced 500 AFG"],
        "USA AFG 02-10",
        "2500 2000",
    );
    check(
        &[STOCK, "02-03 Wire out-underway 500 AFG"],
        "USA AFG 02-10",
        "2000..2500 2000",
    );
    check(
        &[STOCK, "02-03 Wire out-completed 500 AFG"],
        "USA AFG 02-10",
        "2000 2000",
    );
    check(
        &[STOCK, "02-03 Wire out-announced - AFG"],
        "USA AFG 02-10",
        "2500 2500",
    );
    check(
        &[
            "02-01 Wire stock 0..200 UKR",
            "02-03 Wire out-announced 160 UKR",
        ],
        "USA UKR 02-10",
        "0..200 0..40",
    );
}

#[test]
fn nothing_goes_below_nothing() {
    check(
        &[STOCK, "02-03 Wire out-completed 3000 AFG"],
        "USA AFG 02-10",
        "0 0",
    );
}

#[test]
fn a_stock_holds_what_had_left_by_its_day() {
    check(
        &[
            "02-03 Wire out-completed 500 AFG",
            "02-05 Post stock 2000 AFG",
        ],
        "USA AFG 02-10",
        "2000 2000",
    );
    check(
        &[
            "02-03 Wire out-announced 500 AFG on:02-01..08-31",
            "02-05 Post stock 2300 AFG",
        ],
        "USA AFG 02-10",
        "2300 1800",
    );
}

#[test]
fn a_withdrawal_told_twice_counts_once() {
    let told = [
        STOCK,
        "02-03 Wire out-announced 500 AFG",
        "02-04 Post out-underway 500 AFG",
        "02-08 Desk out-completed ~500 AFG",
    ];
    check(&told[..3], "USA AFG 02-10", "2000..2500 2000");
    check(&told, "USA AFG 02-10", "2000 2000");
}

#[test]
fn leaving_one_country_for_another_takes_from_the_one() {
    let told = [STOCK, "02-03 Wire completed 500 AFG>IRQ"];
    check(&told, "USA AFG 02-10", "2000 2000");
    check(&told, "USA IRQ 02-10", "500 500");
}

#[test]
fn what_leaves_was_there() {
    check(
        &["02-03 Wire out-announced 750 AFG"],
        "GBR AFG 02-10",
        "750 0",
    );
    check(
        &["02-03 Wire out-underway 750 AFG"],
        "GBR AFG 02-10",
        "0..750 0",
    );
    check(
        &["02-03 Wire out-completed 750 AFG"],
        "GBR AFG 02-10",
        "0 0",
    );
    check(
        &["02-03 Wire out-announced 500 AFG part:2500"],
        "GBR AFG 02-10",
        "2500 2000",
    );
}

#[test]
fn when_the_last_have_left_none_is_there() {
    check(
        &[STOCK, "02-20 Wire out-completed - AFG total"],
        "USA AFG 02-25",
        "0 0",
    );
    check(
        &[STOCK, "02-20 Wire out-announced - AFG total"],
        "USA AFG 02-25",
        "2500 2500",
    );
    check(
        &[
            STOCK,
            "02-20 Wire out-completed - AFG total",
            "02-23 Wire completed 100 >AFG",
        ],
        "USA AFG 02-25",
        "100 100",
    );
}

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

#[test]
fn who_came_left_and_came_again_is_there() {
    let told = [
        "01-10 Wire completed 300 >TCD \"300 soldiers arrived\"",
        "02-05 Wire out-completed 300 TCD \"the 300 left\"",
        "03-01 Wire completed 300 >TCD \"300 soldiers arrived\"",
        "03-02 Post completed 300 >TCD \"300 soldiers arrived\"",
        "04-01 Wire out-completed 300 TCD \"the 300 left once more\"",
    ];
    check(&told[..1], "FRA TCD 04-10", "300 300");
    check(&told[..2], "FRA TCD 04-10", "0 0");
    check(&told[..4], "FRA TCD 04-10", "300 300");
    check(&told, "FRA TCD 04-10", "0 0");
    check(
        &[told[0], "02-05 Wire out-completed 100 TCD", told[2]],
        "FRA TCD 04-10",
        "200 200",
    );
}

#[test]
fn a_relief_of_a_kind_is_an_arrival_and_a_departure() {
    let told = [
        "03-20 Wire completed 1 >PHL 'Patriot battery' on:03-18",
        "05-13 Post completed 1 >PHL 'Patriot battery' \"has arrived to replace the one which came in March\"",
        "& out-completed 1 PHL>USA 'Patriot battery' \"that one has left\"",
        "05-16 Desk completed 1 >PHL 'Patriot battery'",
    ];
    check(&told[..3], "USA PHL AIR_DEFENSE 05-17", "1 1");
    check(&told, "USA PHL AIR_DEFENSE 05-17", "1 1");
}

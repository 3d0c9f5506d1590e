//! Rule 1: what is said to be there.

use crate::resolution::scenario::check;

#[test]
fn the_newest_telling_of_a_counter_counts() {
    let told = [
        "02-01 Wire stock 90000 near:UKR by:UKR",
        "02-05 Post stock 100000 near:UKR by:UKR",
        "02-09 Wire stock 92000+ near:UKR by:UKR",
    ];
    check(&told[..1], "RUS near:UKR 02-10", "90000 90000");
    check(&told[..2], "RUS near:UKR 02-10", "100000 100000");
    check(&told, "RUS near:UKR 02-10", "92000+ 92000+");
    check(&told, "RUS near:UKR 02-06", "100000 100000");
}

#[test]
fn counters_within_a_week_span_the_answer() {
    let old = "02-01 Wire stock 5000 POL by:POL";
    check(
        &[old, "02-08 Wire stock 6000 POL"],
        "USA POL 02-10",
        "5000..6000 5000..6000",
    );
    check(
        &[old, "02-09 Wire stock 6000 POL"],
        "USA POL 02-10",
        "6000 6000",
    );
    check(
        &[old, "& stock 5500 POL by:POL"],
        "USA POL 02-10",
        "5000..5500 5000..5500",
    );
}

#[test]
fn what_says_the_same_less_exactly_widens_nothing() {
    let exact = "02-02 Wire stock 4500 POL";
    check(
        &[exact, "02-03 Post stock ~3000..9000 POL"],
        "USA POL 02-10",
        "4500 4500",
    );
    check(
        &[exact, "02-03 Post stock 4000+ POL"],
        "USA POL 02-10",
        "4500 4500",
    );
    check(
        &[exact, "02-03 Post stock ~5000..9000 POL"],
        "USA POL 02-10",
        "4500..9000 4500..9000",
    );
}

#[test]
fn a_stock_holds_at_the_time_it_is_told_for() {
    let told = [
        "02-10 Wire stock 900 ROU on:02-07",
        "02-08 Post completed 100 >ROU",
    ];
    check(&told, "USA ROU 02-10", "1000 1000");
    check(
        &["02-10 Wire stock 900 ROU on:02-15"],
        "USA ROU 02-12",
        "none",
    );
    check(
        &["02-10 Wire stock 900 ROU on:02-15"],
        "USA ROU 02-15",
        "900 900",
    );
    check(
        &["02-10 Wire stock 900 ROU on:01-01..02-10"],
        "USA ROU 02-12",
        "900 900",
    );
}

#[test]
fn a_stock_of_a_unit_bounds_from_below_and_never_replaces() {
    let whole = "02-05 Wire stock 4500 POL";
    let unit = "02-12 Post stock 1700 POL '82nd Airborne Division'";
    check(&[whole, unit], "USA POL 02-12", "4500 4500");
    check(
        &["02-05 Wire stock 1000 POL", unit],
        "USA POL 02-12",
        "1700 1700",
    );
    check(&[unit], "USA POL 02-12", "1700 1700");
}

#[test]
fn units_beside_one_another_add_up_where_nothing_else_is_known() {
    let told = [
        "02-05 Wire stock 1700 POL '82nd Airborne Division'",
        "02-06 Wire stock 300 POL 'engineers'",
        "02-08 Wire stock 1800 POL 'paratroopers'",
    ];
    check(&told[..2], "USA POL 02-12", "2000 2000");
    check(&told, "USA POL 02-12", "2100 2100");
}

#[test]
fn a_part_of_a_wider_whole_is_a_stock_of_its_own_place() {
    let wide = "02-19 Wire stock 149000 near:UKR by:UKR";
    check(
        &[wide, "& stock 30000 BLR part:149000"],
        "RUS BLR 02-19",
        "30000 30000",
    );
    let here = "02-19 Wire stock 149000 BLR";
    check(
        &[here, "& stock 30000 BLR part:149000"],
        "RUS BLR 02-19",
        "149000 149000",
    );
}

#[test]
fn no_stock_is_not_zero() {
    check(&["02-02 Wire refused - LTU"], "USA LTU 02-10", "none");
    check(&["02-02 Wire stock 80000 europe"], "USA LTU 02-10", "none");
    check(&["02-02 Wire stock - LTU"], "USA LTU 02-10", "none");
    check(&[], "USA LTU 02-10", "none");
}

#[test]
fn the_same_text_in_two_outlets_is_one_figure() {
    let told = ["02-02 Wire stock 0..200 UKR", "02-03 Post stock 0..200 UKR"];
    check(&told, "USA UKR 02-10", "0..200 0..200");
}

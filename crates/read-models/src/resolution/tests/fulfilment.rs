//! What was announced, and how it was carried out.

use crate::resolution::scenario::{answer_on, check, explained, shown};

/// "Another 600", "the first 150 of the 600", and then the arrival with a number of its own.
const TOLD: [&str; 3] = [
    "02-01 Wire stock 300 EST",
    "02-03 Wire announced 600 >EST more",
    "02-10 Post completed 150 >EST part:600 on:02-09 \"the first 150 of the 600\"",
];

#[test]
fn an_arrival_of_another_number_fulfils_the_announcement() {
    let arrived = |line: &'static str| [TOLD[0], TOLD[1], TOLD[2], line];
    check(
        &arrived("02-20 Desk completed 570 >EST \"570 soldiers have arrived\""),
        "GBR EST 02-21",
        "870 900",
    );
    check(
        &arrived("02-20 Desk completed 570 >EST on:02-09..02-19"),
        "GBR EST 02-21",
        "870 900",
    );
    check(
        &arrived("02-20 Desk completed 720 >EST '4th Brigade' on:02-09..02-19"),
        "GBR EST 02-21",
        "1020 1020",
    );
    check(
        &arrived("02-20 Desk completed 720 >EST more"),
        "GBR EST 02-21",
        "1170 1620",
    );
    check(
        &[TOLD[1], "02-20 Desk completed 720 >EST"],
        "GBR EST 02-21",
        "720 720",
    );
    check(
        &[
            "02-03 Wire announced 600 >EST 'paratroopers'",
            "02-20 Desk completed 720 >EST 'engineers'",
        ],
        "GBR EST 02-21",
        "720 1320",
    );
}

#[test]
fn another_hundred_goes_on_from_the_first() {
    let told = [
        "02-03 Wire announced 800 >LVA",
        "02-08 Post completed 100 >LVA part:800 \"the first 100 of the 800\"",
        "02-12 Post completed 250 >LVA more \"another 250 have arrived\"",
        "02-18 Desk completed 350 >LVA total \"350 in all have arrived so far\"",
        "02-26 Desk completed 800 >LVA",
    ];
    check(&told[..3], "CAN LVA 02-13", "350 800");
    check(&told[..4], "CAN LVA 02-19", "350 800");
    check(&told, "CAN LVA 02-27", "800 800");
    check(&[told[0], told[2]], "CAN LVA 02-13", "250 1050");
}

#[test]
fn what_came_since_a_day_holds_what_came_from_then_on() {
    let told = [
        "02-01 Wire announced 2000 >NOR",
        "02-10 Post completed 300 >NOR part:2000 on:02-09 \"the first 300\"",
        "02-20 Desk completed 1600 >NOR on:02-09..02-19 \"1,600 landed since the 9th\"",
    ];
    check(&told, "NLD NOR 02-21", "1600 2000");
    check(
        &[
            told[0],
            told[1],
            "02-20 Desk completed 1600 >NOR on:02-12..02-19 \"1,600 landed since the 12th\"",
        ],
        "NLD NOR 02-21",
        "1900 2000",
    );
}

#[test]
fn a_dated_arrival_told_again_long_after_is_the_same() {
    let arrived = "01-10 Wire completed 400 >LTU on:01-09";
    for again in [
        "06-15 Post completed 400 >LTU on:01-09",
        "06-15 Post completed 400 >LTU on:01-01..01-31",
        "06-15 Post completed 400 >LTU on:01-01..06-15",
    ] {
        check(&[arrived, again], "DEU LTU 06-16", "400 400");
        check(
            &[arrived, "01-20 Wire stock 400 LTU", again],
            "DEU LTU 06-16",
            "400 400",
        );
        check(
            &["01-02 Wire announced 400 >LTU", arrived, again],
            "DEU LTU 06-16",
            "400 400",
        );
    }
    check(
        &[arrived, "06-15 Post completed 400 >LTU on:06-14"],
        "DEU LTU 06-16",
        "800 800",
    );
}

#[test]
fn another_of_the_same_size_weeks_later_is_another() {
    let told = [
        "01-10 Wire completed 700 >POL more \"another 700 have arrived\"",
        "01-12 Post completed 700 >POL more",
        "02-20 Wire completed 700 >POL more \"another 700 have arrived\"",
    ];
    check(&told[..2], "USA POL 02-21", "700 700");
    check(&told, "USA POL 02-21", "1400 1400");
    check(
        &["01-01 Wire announced 700 >POL more", told[0], told[2]],
        "USA POL 02-21",
        "1400 1400",
    );
    let frigates = [
        "01-10 Wire completed 1 >red-sea 'frigate' \"a frigate arrived\"",
        "01-25 Wire completed 1 >red-sea more 'frigate' \"a second frigate arrived\"",
        "02-20 Wire completed 1 >red-sea more 'frigate' \"another frigate arrived\"",
    ];
    check(&frigates, "ITA red-sea WARSHIP 02-21", "3 3");
}

#[test]
fn more_told_beside_a_count_is_not_in_it() {
    let told = [
        "01-10 Wire stock 20000 europe by:USA",
        "02-01 Post announced 4000 >europe more",
        "02-20 Desk stock 24000 europe by:USA",
        "& underway 4000 >europe more \"another 4,000 are on their way\"",
    ];
    check(&told, "USA europe 02-21", "24000..28000 28000");
    check(&told[..3], "USA europe 02-21", "24000 24000");
    check(
        &[told[0], told[2], told[3]],
        "USA europe 02-21",
        "24000..28000 28000",
    );
}

#[test]
fn a_count_within_the_announced_time_shows_how_far_it_has_come() {
    let leaving = [
        "01-31 Wire stock 800 MLI",
        "& out-announced 600 MLI part:800 on:02-01..02-28",
    ];
    let left = |count: &'static str| [leaving[0], leaving[1], count];
    check(
        &left("02-21 Post stock 200 MLI"),
        "FRA MLI 02-22",
        "200 200",
    );
    check(
        &left("02-14 Post stock 500 MLI"),
        "FRA MLI 02-22",
        "500 200",
    );
    check(
        &left("03-02 Post stock 200 MLI"),
        "FRA MLI 03-03",
        "200 200",
    );
    let coming = [
        "01-31 Wire stock 200 POL",
        "& announced 400 >POL on:02-01..02-28",
    ];
    let come = |count: &'static str| [coming[0], coming[1], count];
    check(
        &come("02-21 Post stock 600 POL"),
        "GBR POL 02-22",
        "600 600",
    );
    check(
        &come("02-14 Post stock 350 POL"),
        "GBR POL 02-22",
        "350 600",
    );
    check(
        &[
            coming[0],
            "& announced 400 >POL on:04-01..04-30",
            "02-21 Post stock 600 POL",
        ],
        "GBR POL 02-22",
        "600 1000",
    );
}

#[test]
fn a_total_holds_what_is_told_beside_it() {
    for kind in ["", "'marines'"] {
        for more in ["", "more"] {
            let told = [
                format!("04-08 Wire completed 300 >AUS {kind} on:04-07"),
                format!("04-22 Post completed 900 >AUS {more} {kind} on:04-21"),
                format!("& stock 1200 AUS total {kind} \"bringing the total to 1,200\""),
            ];
            let told: Vec<&str> = told.iter().map(String::as_str).collect();
            check(&told, "USA AUS 04-23", "1200 1200");
            let told = [
                format!("02-10 Wire announced 2000 >AUS {kind} on:04-01..04-30"),
                format!(
                    "04-08 Wire completed 300 >AUS part:2000 {kind} on:04-07 \"the first 300\""
                ),
                format!("04-22 Post completed 900 >AUS {more} {kind} on:04-21"),
                format!("& stock 1200 AUS total {kind} \"bringing the total to 1,200\""),
                format!(
                    "& announced 800 >AUS part:2000 {kind} on:05-01..05-31 \"the remaining 800\""
                ),
            ];
            let told: Vec<&str> = told.iter().map(String::as_str).collect();
            check(&told, "USA AUS 04-23", "1200 2000");
        }
    }
}

/// Asked of a day as published by a later one.
#[track_caller]
fn check_on(lines: &[&str], question: &str, on: &str, expect: &str) {
    let posture = answer_on(lines, question, on);
    assert_eq!(shown(&posture), expect, "{}", explained(&posture));
}

#[test]
fn a_sum_told_afterwards_counts_by_its_known_parts() {
    let told = [
        "01-10 Wire stock 400 KOR",
        "03-02 Wire completed 800 >KOR '2nd Infantry Division' on:03-01",
        "04-08 Post completed 600 >KOR '3rd Marine Division' on:04-06",
        "05-20 Desk completed 1400 >KOR total on:02-15..05-19 \"since February 1,400 in all\"",
    ];
    check(&told, "USA KOR 05-21", "1800 1800");
    check_on(&told, "USA KOR 05-21", "03-20", "1200 1200");
    check_on(&told, "USA KOR 05-21", "04-10", "1800 1800");
    check_on(&told, "USA KOR 05-21", "02-20", "400 400");
    let stock = "05-20 Desk stock 1250 KOR on:03-15";
    let with_stock = [told[0], told[1], told[2], told[3], stock];
    check_on(&with_stock, "USA KOR 05-21", "03-20", "1250 1250");
    let unknown = [told[0], told[1], told[3]];
    check_on(&unknown, "USA KOR 05-21", "03-20", "1200..1800 1200..1800");
}

#[test]
fn a_sum_that_began_before_the_stock_is_partly_in_it() {
    let told = [
        "05-01 Wire stock 7000 MLI",
        "06-10 Post out-completed 2000 MLI on:01-01..06-09 \"2,000 have left since January\"",
    ];
    check(&told, "UN MLI 06-11", "5000..7000 5000..7000");
    let dated = "05-20 Desk out-completed 1500 MLI on:05-19";
    check(
        &[told[0], dated, told[1]],
        "UN MLI 06-11",
        "5000..5500 5000..5500",
    );
}

#[test]
fn a_sum_holds_what_was_first_announced() {
    let told = [
        "01-10 Wire stock 400 KOR",
        "02-01 Wire announced 900 >KOR more",
        "02-10 Post completed 200 >KOR part:900 on:02-09 \"the first 200 of the 900\"",
        "03-02 Wire completed 900 >KOR on:03-01 \"all 900 have arrived\"",
        "04-08 Post completed 700 >KOR '3rd Marine Division' on:04-06",
        "04-25 Desk completed 1600 >KOR total on:02-01..04-25 \"since February 1,600 in all\"",
    ];
    check(&told, "USA KOR 04-26", "2000 2000");
}

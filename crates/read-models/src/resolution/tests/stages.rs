//! How one movement is told in stages: first, other, so far, in all, the last, revised, called off.

use crate::resolution::scenario::check;

#[test]
fn what_has_arrived_so_far_holds_what_arrived_before() {
    let told = [
        "02-01 Wire announced 1500 >FIN",
        "02-04 Wire completed 400 >FIN part:1500 on:02-03 \"the first 400 of 1,500\"",
        "02-17 Post completed 1100 >FIN part:1500 on:02-16 \"some 1,100 had arrived\"",
    ];
    check(&told[..2], "USA FIN 02-17", "400 1500");
    check(&told, "USA FIN 02-17", "1100 1500");
    let one_more = "02-20 Desk completed 300 >FIN part:1500 on:02-19 \"another 300 landed\"";
    check(
        &[told[0], told[1], told[2], one_more],
        "USA FIN 02-22",
        "1400 1500",
    );
    let in_all = [
        "02-08 Wire completed 250 >FIN",
        "02-25 Post completed 420 >FIN total \"with them have come 420 in all\"",
    ];
    check(&in_all, "DEU FIN 02-25", "420 420");
    check(
        &[
            in_all[0],
            "02-25 Post completed 420 >FIN \"420 landed on Friday\"",
        ],
        "DEU FIN 02-25",
        "670 670",
    );
}

#[test]
fn departures_so_far_hold_those_before() {
    let told = [
        "02-01 Wire stock 5000 MLI",
        "02-02 Wire out-announced 3000 MLI",
        "02-10 Wire out-completed 800 MLI part:3000 \"the first 800 left\"",
        "02-20 Post out-completed 1900 MLI part:3000 \"1,900 of the 3,000 have left so far\"",
    ];
    check(&told[..3], "FRA MLI 02-20", "4200 2000");
    check(&told, "FRA MLI 02-20", "3100 2000");
}

#[test]
fn the_first_and_the_other_are_two() {
    let told = [
        "02-01 Wire announced 1000 >FIN",
        "02-05 Wire completed 500 >FIN part:1000 \"the first 500 of the 1,000\"",
        "02-09 Post underway 500 >FIN part \"the other 500 are at sea\"",
        "02-12 Post completed 500 >FIN part \"the other 500 have landed\"",
    ];
    check(&told[..3], "GBR FIN 02-20", "500..1000 1000");
    check(&told, "GBR FIN 02-20", "1000 1000");
    let announced = "02-09 Post announced 500 >FIN \"the other 500 that it is sending\"";
    check(&[told[0], told[1], announced], "GBR FIN 02-20", "500 1000");
    let batteries = [
        "02-01 Wire announced 2 >FIN 'Patriot battery'",
        "02-08 Post completed 1 >FIN part:2 'Patriot battery' on:02-07 \"the first of two has arrived\"",
        "& underway 1 >FIN 'Patriot battery' \"the second battery is on its way\"",
        "02-20 Wire completed 1 >FIN 'Patriot battery' \"the second battery went into position\"",
    ];
    check(&batteries[..3], "DEU FIN AIR_DEFENSE 02-20", "1..2 2");
    check(&batteries, "DEU FIN AIR_DEFENSE 02-20", "2 2");
}

#[test]
fn with_the_last_all_have_come() {
    let told = [
        "02-01 Wire announced 600 >NOR 'marines'",
        "02-05 Wire completed 120 >NOR part:600 'marines' \"the first 120 marines\"",
        "02-20 Post completed - >NOR part 'marines' on:02-19 \"the last of the marines have landed\"",
    ];
    check(&told, "GBR NOR 02-20", "600 600");
    let counted = [
        "02-03 Wire stock 300 NOR 'instructors'",
        told[0],
        told[1],
        told[2],
        "& stock 900 NOR total by:GBR",
    ];
    check(&counted, "GBR NOR 02-20", "900 900");
}

#[test]
fn a_sum_of_what_was_announced_adds_nothing() {
    let told = [
        "02-01 Wire announced 300 >NOR 'marines'",
        "02-10 Post announced 150 >NOR more 'marines'",
        "& announced 450 >NOR total 'marines'",
        "02-25 Desk completed 450 >NOR total 'marines' \"all 450 have arrived\"",
    ];
    check(&told[..3], "NLD NOR 02-12", "0 450");
    check(&told, "NLD NOR 02-25", "450 450");
}

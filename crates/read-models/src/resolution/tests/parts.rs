//! Rule 3: parts, wholes and joint numbers.

use crate::resolution::scenario::check;

#[test]
fn a_part_lies_inside_its_whole() {
    let told = [
        "02-08 Wire stock 500 LTU",
        "02-08 Wire announced 350 >LTU",
        "02-15 Post completed 100 >LTU part:350 on:02-14",
    ];
    check(&told, "DEU LTU 02-15", "600 850");
    check(
        &[told[0], told[2], "& announced 350 >LTU"],
        "DEU LTU 02-15",
        "600 850",
    );
    check(
        &["02-15 Post completed 100 >LTU part:350 on:02-14"],
        "DEU LTU 02-15",
        "100 100",
    );
}

#[test]
fn parts_that_go_on_with_the_whole() {
    let told = [
        "02-07 Wire stock 900 ROU",
        "02-10 Wire underway 1000 DEU>ROU",
        "& completed 100 >ROU part:1000 on:02-08",
    ];
    check(&told, "USA ROU 02-10", "1000..1900 1900");
}

#[test]
fn an_uncounted_part_is_anything_up_to_the_whole() {
    let told = [
        "02-05 Wire stock 4500 POL",
        "02-06 Wire announced 1700 >POL '82nd Airborne Division'",
        "& completed - >POL part:1700 '82nd Airborne Division' on:02-06",
    ];
    check(&told, "USA POL 02-06", "4500..6200 6200");
    check(
        &[told[0], "02-06 Wire completed - >POL part:1700"],
        "USA POL 02-06",
        "4500..6200 4500..6200",
    );
    let marines = [
        "02-07 Wire announced 350 >POL '45 Commando Royal Marines'",
        "02-17 Post completed - >POL part 'Royal Marines'",
    ];
    check(&marines, "GBR POL 02-17", "0..350 350");
}

#[test]
fn an_arrival_smaller_than_announced_is_the_first_of_it() {
    let told = [
        "02-02 Wire announced 1000 >ROU",
        "02-08 Post completed 200 >ROU",
        "02-09 Desk completed 200 >ROU",
    ];
    check(&told, "USA ROU 02-20", "200 1000");
    check(
        &[told[0], "02-08 Post completed 200 >ROU more"],
        "USA ROU 02-20",
        "200 1200",
    );
    check(
        &[told[0], told[1], "02-12 Wire completed 1000 >ROU"],
        "USA ROU 02-20",
        "1000 1000",
    );
    check(
        &[
            "02-02 Wire announced 1000 >ROU 'paratroopers'",
            "02-08 Post completed 200 >ROU 'engineers'",
        ],
        "USA ROU 02-20",
        "200 1200",
    );
}

#[test]
fn a_joint_number_is_none_to_all_for_each() {
    check(
        &["02-02 Wire announced 2000 >POL,DEU"],
        "USA POL 02-20",
        "0 0..2000",
    );
    check(
        &["02-02 Wire completed 40 >POL,ROU"],
        "USA POL 02-20",
        "0..40 0..40",
    );
    check(
        &["02-02 Wire stock 4000 POL,ROU"],
        "USA POL 02-20",
        "0..4000 0..4000",
    );
    check(
        &["02-02 Wire stock 4000 POL,ROU", "02-03 Wire stock 900 POL"],
        "USA POL 02-20",
        "900 900",
    );
}

#[test]
fn a_joint_number_is_split_by_its_parts() {
    let told = [
        "02-02 Wire announced 2000 USA>POL,DEU",
        "02-02 Post announced 1700 >POL part:2000",
        "& announced 300 >DEU part:2000",
        "02-03 Wire announced 3000 >POL,DEU,ROU",
        "02-02 Desk announced 1000 DEU>ROU",
    ];
    check(&told[..3], "USA POL 02-20", "0 1700");
    check(&told[..2], "USA DEU 02-20", "0 0..300");
    check(&told, "USA POL 02-20", "0 1700");
    check(&told, "USA ROU 02-20", "0 1000");
    let unmarked = [
        told[0],
        "02-03 Post announced 1700 >POL",
        "& announced 300 >DEU",
    ];
    check(&unmarked, "USA POL 02-20", "0 1700");
}

#[test]
fn a_total_that_known_movements_fill_adds_nothing() {
    let told = [
        "02-02 Wire announced 1700 >POL '82nd Airborne Division'",
        "02-12 Wire announced 3000 >POL more '82nd Airborne Division'",
        "02-19 Post completed 4700 >POL '82nd Airborne Division'",
    ];
    check(&told[..2], "USA POL 02-20", "0 4700");
    check(&told, "USA POL 02-20", "4700 4700");
    let before = [
        "02-05 Wire stock 4500 POL",
        told[0],
        told[1],
        told[2],
        "& stock 4500 POL on:02-18",
    ];
    check(&before, "USA POL 02-20", "9200 9200");
}

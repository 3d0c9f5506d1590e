//! Rule 4: a unit told by name is one thing.

use crate::resolution::scenario::check;

#[test]
fn a_units_stock_tells_how_far_its_movement_has_come() {
    let told = [
        "02-05 Wire stock 4500 POL",
        "02-06 Wire announced 1700 >POL '82nd Airborne Division'",
        "02-12 Post stock 1700 POL '82nd Airborne Division'",
        "& announced 3000 >POL more '82nd Airborne Division'",
    ];
    check(&told, "USA POL 02-12", "6200 9200");
    let unnamed = [told[0], "02-06 Wire announced 1700 >POL", told[2]];
    check(&unnamed, "USA POL 02-12", "6200 6200");
    let engineers = [
        "01-09 Wire announced 140 >POL '32 Engineer Regiment'",
        "03-10 Post stock 100 POL 'engineers'",
    ];
    check(&engineers, "GBR POL 03-12", "100 100");
    let soon = [engineers[0], "01-20 Post stock 100 POL 'engineers'"];
    check(&soon, "GBR POL 01-22", "100 140");
}

#[test]
fn the_newest_telling_of_a_unit_wins() {
    let told = [
        "02-18 Wire stock 4500 POL",
        "02-19 Wire completed 4700 >POL '82nd Airborne Division'",
        "03-01 Post stock 5000 POL 'paratroopers'",
        "03-20 Desk stock 4700 POL '82nd Airborne Division'",
    ];
    check(&told[..3], "USA POL 03-20", "9500 9500");
    check(&told, "USA POL 03-20", "9200 9200");
}

#[test]
fn what_has_left_is_gone_and_on_its_way() {
    let told = |words: &'static str| ["02-01 Wire stock 1 red-sea 'carrier Nimitz'", words];
    let left = told(
        "02-10 Post underway 1 red-sea>indian-ocean 'carrier Nimitz' \"has left the Red Sea for\"",
    );
    check(&left, "USA red-sea WARSHIP 02-20", "0 0");
    check(&left, "USA indian-ocean WARSHIP 02-20", "0..1 1");
    let leaving = told(
        "02-10 Post underway 1 red-sea>indian-ocean 'carrier Nimitz' \"is leaving the Red Sea\"",
    );
    check(&leaving, "USA red-sea WARSHIP 02-20", "0..1 0");
}

#[test]
fn a_relief_in_words_is_an_arrival_and_a_departure() {
    let told = [
        "02-01 Wire stock 1 red-sea 'carrier Nimitz'",
        "02-10 Post completed 1 >red-sea 'carrier Vinson' \"has arrived and relieved the Nimitz\"",
        "& out-completed 1 red-sea 'carrier Nimitz'",
        "02-12 Desk completed 1 >red-sea 'carrier Vinson' \"the Vinson, which replaced the Nimitz\"",
    ];
    check(&told[..2], "USA red-sea WARSHIP 02-20", "1 1");
    check(&told, "USA red-sea WARSHIP 02-20", "1 1");
    let announced = [
        told[0],
        "02-10 Post announced 1 >red-sea 'carrier Vinson' \"will relieve the Nimitz\"",
    ];
    check(&announced, "USA red-sea WARSHIP 02-20", "1 1");
    let another = [
        told[0],
        "02-10 Post completed 1 >red-sea 'carrier Vinson' \"relieved the Truman\"",
    ];
    check(&another, "USA red-sea WARSHIP 02-20", "2 2");
}

#[test]
fn a_ship_is_in_one_place_at_a_time() {
    let told = [
        "02-01 Wire stock 1 arabian-sea 'carrier Abraham Lincoln'",
        "02-10 Post completed 1 >south-china-sea 'carrier Abraham Lincoln'",
    ];
    check(&told[..1], "USA arabian-sea WARSHIP 02-20", "1 1");
    check(&told, "USA arabian-sea WARSHIP 02-20", "0 0");
    check(&told, "USA south-china-sea WARSHIP 02-20", "1 1");
    check(
        &[
            told[0],
            "02-10 Post underway 1 >south-china-sea 'carrier Abraham Lincoln'",
        ],
        "USA arabian-sea WARSHIP 02-20",
        "0..1 0",
    );
    check(
        &[
            told[0],
            "02-10 Post completed 1 >south-china-sea 'carrier Ronald Reagan'",
        ],
        "USA arabian-sea WARSHIP 02-20",
        "1 1",
    );
    let back = "02-15 Wire stock 1 arabian-sea 'carrier Abraham Lincoln'";
    check(
        &[told[0], told[1], back],
        "USA arabian-sea WARSHIP 02-20",
        "1 1",
    );
}

#[test]
fn two_ships_of_one_type_are_two() {
    let told = [
        "02-01 Wire stock 1 red-sea 'destroyer Diamond'",
        "02-05 Wire completed 1 >red-sea 'destroyer Richmond'",
    ];
    check(&told, "GBR red-sea WARSHIP 02-20", "2 2");
    let again = [
        "02-01 Wire stock 1 red-sea 'destroyer Diamond'",
        "02-05 Wire completed 1 >red-sea 'HMS Diamond'",
    ];
    check(&again, "GBR red-sea WARSHIP 02-20", "1 1");
}

#[test]
fn an_open_movement_ends_where_the_unit_is_next_reported() {
    let told = [
        "02-01 Wire announced 1 >red-sea 'destroyer Diamond'",
        "02-10 Post stock 1 black-sea 'destroyer Diamond'",
    ];
    check(&told[..1], "GBR red-sea WARSHIP 02-20", "0 1");
    check(&told, "GBR red-sea WARSHIP 02-20", "none");
}

#[test]
fn a_relief_is_an_arrival_and_a_withdrawal() {
    let told = [
        "02-01 Wire stock 1 red-sea 'frigate Languedoc'",
        "02-10 Wire completed 1 >red-sea 'frigate Alsace'",
        "& out-completed 1 red-sea 'frigate Languedoc'",
    ];
    check(&told, "FRA red-sea WARSHIP 02-20", "1 1");
}

#[test]
fn a_ship_without_its_name_may_be_the_one_that_was_named() {
    let told = [
        "02-01 Wire announced 1 >norwegian-sea 'Gerald R. Ford' \"the carrier strike group of the Ford\"",
        "02-20 Post completed 1 >norwegian-sea 'aircraft carrier' \"an aircraft carrier entered\"",
        "02-26 Desk completed 1 norwegian-sea>north-sea 'USS Ford' on:02-25",
    ];
    check(&told[..2], "USA norwegian-sea WARSHIP 02-21", "1 1");
    check(&told, "USA norwegian-sea WARSHIP 02-27", "0 0");
    check(&told, "USA north-sea WARSHIP 02-27", "1 1");
    let frigate = "02-20 Post completed 1 >norwegian-sea 'frigate'";
    check(
        &[told[0], frigate],
        "USA norwegian-sea WARSHIP 02-21",
        "1 2",
    );
}

#[test]
fn a_stock_of_the_unit_tells_how_much_of_it_has_come() {
    let told = [
        "02-01 Wire announced 1500 >FIN '10th Mountain Division' on:02-01..03-31",
        "02-25 Post stock 1500 FIN '10th Mountain Division'",
    ];
    check(&told, "USA FIN 02-25", "1500 1500");
    let some = "02-15 Post stock 600 FIN '10th Mountain Division'";
    check(&[told[0], some], "USA FIN 02-25", "600 1500");
    let before = "01-15 Post stock 600 FIN '10th Mountain Division'";
    check(&[before, told[0], some], "USA FIN 02-25", "600 2100");
}

#[test]
fn a_unit_that_another_sentence_names_is_not_the_total() {
    let told = [
        "02-05 Wire stock 4500 POL",
        "02-06 Wire announced 1700 >POL",
        "02-12 Post stock 1700 POL \"1,700 from the same brigade are assembling\"",
    ];
    check(&told, "USA POL 02-12", "6200 6200");
}

//! Rule 5: near and in, larger places and those inside them.

use crate::resolution::scenario::check;

#[test]
fn near_and_in_at_once_is_near() {
    let told = ["02-02 Wire stock 150000 near:UKR,UKR"];
    check(&told, "RUS near:UKR 02-10", "150000 150000");
    check(&told, "RUS UKR 02-10", "0..150000 0..150000");
    check(
        &["02-02 Wire stock 150000 near:UKR,BLR"],
        "RUS near:UKR 02-10",
        "150000 150000",
    );
    check(
        &[
            "02-02 Wire out-underway 10000 UKR,RUS",
            "02-02 Post stock 122000 near:UKR",
        ],
        "RUS near:UKR 02-10",
        "122000 122000",
    );
}

#[test]
fn a_larger_place_is_at_least_what_its_parts_add_up_to() {
    let parts = [
        "02-02 Wire stock 9000 POL",
        "02-02 Wire stock 35000 DEU",
        "02-03 Wire stock 900 LTU",
    ];
    check(&parts, "USA europe 02-10", "44900+ 44900+");
    check(
        &[
            "02-01 Wire stock 40000 europe",
            parts[0],
            parts[1],
            parts[2],
        ],
        "USA europe 02-10",
        "44900 44900",
    );
    check(
        &["02-01 Wire stock 80000 europe", parts[0], parts[1]],
        "USA europe 02-10",
        "80000 80000",
    );
}

#[test]
fn a_movement_inside_a_place_changes_nothing_there() {
    let stock = "02-01 Wire stock 80000 europe";
    check(
        &[stock, "02-03 Wire completed 1000 DEU>ROU"],
        "USA europe 02-10",
        "80000 80000",
    );
    check(
        &[stock, "02-03 Wire completed 1000 USA>ROU"],
        "USA europe 02-10",
        "81000 81000",
    );
    check(
        &[stock, "02-03 Wire completed 1000 >ROU"],
        "USA europe 02-10",
        "80000..81000 80000..81000",
    );
    check(
        &[stock, "02-03 Wire completed 1000 >europe"],
        "USA europe 02-10",
        "81000 81000",
    );
    check(
        &[stock, "02-03 Wire completed 1000 DEU>IRQ"],
        "USA europe 02-10",
        "79000 79000",
    );
}

#[test]
fn what_is_told_of_a_wider_place_is_told_of_no_single_place_in_it() {
    check(
        &["02-03 Wire announced 800 >baltics"],
        "USA LTU 02-10",
        "none",
    );
    check(
        &[
            "02-03 Wire stock 900 LTU",
            "02-04 Wire announced 800 >baltics",
        ],
        "USA LTU 02-10",
        "900 900",
    );
}

#[test]
fn a_total_over_places_inside_holds_what_moves_between_them() {
    let told = [
        "02-02 Wire stock 75000..80000 europe",
        "& announced 2000 USA>POL,DEU",
        "& announced 1000 DEU>ROU",
        "02-02 Post announced 1700 USA>POL part:2000",
        "& announced 300 USA>DEU part:2000",
        "02-03 Desk announced 3000 >POL,DEU,ROU",
    ];
    check(&told, "USA europe 02-03", "75000..80000 77000..82000");
}

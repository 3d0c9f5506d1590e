//! Short storylines of other crises, each with the answer of a careful analyst.

use crate::resolution::scenario::{answer, explained, shown};

/// Several questions of one storyline.
#[track_caller]
fn check(lines: &[&str], answers: &[(&str, &str)]) {
    let wrong = answers.iter().filter_map(|(question, expect)| {
        let posture = answer(lines, question);
        let (got, why) = (shown(&posture), explained(&posture));
        (got != *expect).then(|| format!("{question}: {got}, not {expect}\n{why}\n"))
    });
    let wrong: String = wrong.collect();
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// A stock, "has deployed more than", "another 7,000": one army.
#[test]
fn a_buildup_is_told_in_three_ways() {
    check(
        &[
            "02-01 Wire stock 100000 near:UKR by:UKR",
            "02-03 Post completed 100000+ >near:UKR \"has deployed more than 100,000\"",
            "02-05 Desk completed 7000 >near:UKR more on:02-03..02-05 \"another 7,000 in the last days\"",
            "02-06 Desk completed 100000+ >near:UKR \"having sent more than 100,000\"",
        ],
        &[
            ("RUS near:UKR 02-04", "100000 100000"),
            ("RUS near:UKR 02-06", "107000 107000"),
        ],
    );
    check(
        &[
            "02-03 Post completed 100000+ >near:UKR",
            "02-05 Desk stock 130000 near:UKR by:UKR",
            "& completed 7000 >near:UKR on:02-02..02-05",
        ],
        &[
            ("RUS near:UKR 02-04", "100000+ 100000+"),
            ("RUS near:UKR 02-06", "130000 130000"),
        ],
    );
}

#[test]
fn a_joint_number_is_split_later() {
    check(
        &[
            "02-02 Wire announced 2000 USA>POL,DEU",
            "02-04 Post announced 1700 >POL",
            "& announced 300 >DEU",
        ],
        &[
            ("USA POL 02-03", "0 0..2000"),
            ("USA DEU 02-03", "0 0..2000"),
            ("USA europe 02-03", "0 2000"),
            ("USA POL 02-04", "0 1700"),
            ("USA DEU 02-04", "0 300"),
            ("USA europe 02-04", "0 2000"),
        ],
    );
    check(
        &[
            "02-02 Wire announced 1200 >EST,LVA,LTU",
            "02-09 Post completed 400 >LVA part:1200",
            "02-15 Post announced 500 >EST part:1200 \"500 of the 1,200\"",
        ],
        &[
            ("GBR LVA 02-10", "400 400..1200"),
            ("GBR LTU 02-10", "0 0..800"),
            ("GBR LTU 02-16", "0 0..300"),
            ("GBR baltics 02-16", "400 1200"),
        ],
    );
}

#[test]
fn a_ship_moves_and_is_relieved() {
    check(
        &[
            "02-01 Wire announced 1 >red-sea 'HMS Diamond'",
            "02-05 Wire underway 1 >red-sea 'HMS Diamond'",
            "02-12 Post stock 1 red-sea 'Diamond' \"the destroyer Diamond is on patrol\"",
            "02-20 Desk completed 1 >red-sea 'HMS Richmond' \"HMS Richmond relieved HMS Diamond\"",
            "02-24 Wire completed 1 >eastern-mediterranean 'HMS Diamond'",
        ],
        &[
            ("GBR red-sea WARSHIP 02-02", "0 1"),
            ("GBR red-sea WARSHIP 02-06", "0..1 1"),
            ("GBR red-sea WARSHIP 02-13", "1 1"),
            ("GBR red-sea WARSHIP 02-25", "1 1"),
            ("GBR eastern-mediterranean WARSHIP 02-25", "1 1"),
        ],
    );
    check(
        &[
            "02-01 Wire stock 2 black-sea 'landing ship'",
            "02-10 Post completed 6 >black-sea 'landing ship' on:02-09",
            "02-11 Desk completed 6 >black-sea 'landing ship'",
        ],
        &[("RUS black-sea WARSHIP 02-12", "8 8")],
    );
}

#[test]
fn a_rotation_changes_nothing() {
    check(
        &[
            "02-01 Wire stock 1200 ROU",
            "02-15 Post completed 1200 >ROU '2nd Brigade' on:02-14",
            "& out-completed 1200 ROU '3rd Brigade' on:02-14",
        ],
        &[("USA ROU 02-16", "1200 1200")],
    );
    check(
        &[
            "02-01 Wire stock 850 LBN 'battalion'",
            "02-15 Post announced 850 >LBN",
            "& out-announced 850 LBN",
        ],
        &[("GHA LBN 02-16", "850 850")],
    );
}

#[test]
fn a_withdrawal_is_carried_out_in_parts() {
    let told = [
        "02-01 Wire stock 2500 AFG by:USA",
        "02-03 Wire out-announced 1000 AFG on:02-03..03-31",
        "02-10 Post out-completed 300 AFG part:1000 on:02-09",
        "02-20 Wire stock 2200 AFG by:USA",
        "02-25 Desk out-completed 200 AFG part:1000 on:02-24 \"another 200 of the 1,000\"",
        "03-05 Wire stock 1900 AFG by:USA",
    ];
    check(
        &told,
        &[
            ("USA AFG 02-04", "2500 1500"),
            ("USA AFG 02-11", "2200 1500"),
            ("USA AFG 02-21", "2200 1500"),
            ("USA AFG 02-26", "2000 1500"),
            ("USA AFG 03-06", "1900 1500"),
        ],
    );
    check(
        &[told[0], told[1], told[3]],
        &[("USA AFG 02-21", "2200 1500")],
    );
}

#[test]
fn a_buildup_is_carried_out_in_parts() {
    let told = [
        "02-01 Wire stock 900 LTU by:DEU",
        "02-03 Wire announced 1000 >LTU on:02-03..03-31",
        "02-20 Wire stock 1300 LTU by:DEU",
    ];
    check(&told, &[("DEU LTU 02-21", "1300 1900")]);
}

#[test]
fn a_number_is_revised() {
    check(
        &[
            "02-01 Wire announced 600 >NOR 'marines'",
            "02-20 Post announced 400 >NOR 'marines' \"400 marines instead of 600\"",
        ],
        &[("GBR NOR 02-02", "0 600"), ("GBR NOR 02-21", "0 400")],
    );
    check(
        &[
            "02-01 Wire announced 5000 >JOR",
            "02-09 Wire announced 2000 >JOR \"only 2,000 will go, not 5,000\"",
        ],
        &[("USA JOR 02-10", "0 2000")],
    );
    check(
        &[
            "02-01 Wire announced 600 >NOR",
            "02-20 Post announced 900 >NOR total \"raised to 900\"",
        ],
        &[("GBR NOR 02-21", "0 900")],
    );
}

#[test]
fn what_is_called_off_does_not_come() {
    check(
        &[
            "02-01 Wire announced 4 >FIN 'F-35'",
            "02-10 Post refused - FIN 'F-35' \"Denmark has cancelled the deployment\"",
        ],
        &[
            ("DNK FIN COMBAT_AIRCRAFT 02-02", "0 4"),
            ("DNK FIN COMBAT_AIRCRAFT 02-11", "none"),
        ],
    );
    check(
        &[
            "02-01 Wire stock 4 FIN 'F-35'",
            "02-02 Wire announced 4 >FIN more 'F-35'",
            "02-10 Post refused - FIN 'F-35' \"will send no more\"",
        ],
        &[("DNK FIN COMBAT_AIRCRAFT 02-11", "4 8")],
    );
    let ruled_out = |words: &'static str| {
        [
            "02-01 Wire stock 40 FIN",
            "02-02 Wire announced 250 >FIN",
            words,
        ]
    };
    check(
        &ruled_out("02-10 Post refused - FIN \"no soldiers will be sent to Finland after all\""),
        &[("DNK FIN 02-09", "40 290"), ("DNK FIN 02-11", "40 40")],
    );
    check(
        &ruled_out("02-10 Post refused - FIN \"no Danish soldiers have arrived\""),
        &[("DNK FIN 02-11", "40 290")],
    );
    check(
        &ruled_out("02-10 Post refused - FIN \"it will not send combat troops\""),
        &[("DNK FIN 02-11", "40 290")],
    );
    check(
        &ruled_out("02-10 Post refused - EST \"none will be sent to Estonia after all\""),
        &[("DNK FIN 02-11", "40 290")],
    );
}

#[test]
fn counters_disagree_and_then_agree() {
    check(
        &[
            "02-01 Wire stock 60000 near:TWN by:TWN",
            "02-03 Wire stock 80000..90000 near:TWN by:USA",
            "02-20 Wire stock 70000 near:TWN by:TWN",
            "02-20 Post stock ~70000 near:TWN by:USA",
        ],
        &[
            ("CHN near:TWN 02-02", "60000 60000"),
            ("CHN near:TWN 02-04", "60000..90000 60000..90000"),
            ("CHN near:TWN 02-21", "70000 70000"),
        ],
    );
}

#[test]
fn rounded_and_exact_tellings_are_one() {
    check(
        &[
            "02-01 Wire announced ~3000 >JOR",
            "02-02 Post announced 2950 >JOR",
            "02-02 Desk announced 3000+ >JOR",
            "02-10 Post completed 2950 >JOR on:02-09",
        ],
        &[("USA JOR 02-05", "0 2950"), ("USA JOR 02-12", "2950 2950")],
    );
}

#[test]
fn another_movement_of_the_same_size_is_another() {
    check(
        &[
            "02-01 Wire completed 500 >CYP on:01-30",
            "02-03 Post completed 500 >CYP on:01-30",
            "02-20 Wire completed 500 >CYP on:02-19",
        ],
        &[("FRA CYP 02-04", "500 500"), ("FRA CYP 02-21", "1000 1000")],
    );
}

#[test]
fn an_arrival_is_told_long_after_the_announcement() {
    check(
        &[
            "01-05 Wire announced 750 >POL 'Patriot crews'",
            "03-20 Post completed 750 >POL 'Patriot crews'",
        ],
        &[("DEU POL 03-21", "750 750")],
    );
}

#[test]
fn who_leaves_one_place_for_another_is_counted_once() {
    check(
        &[
            "02-01 Wire stock 1200 MLI",
            "02-02 Wire stock 900 NER",
            "02-10 Post completed 400 MLI>NER on:02-09",
            "02-11 Desk completed 400 >NER",
            "02-12 Desk out-completed 400 MLI",
        ],
        &[
            ("FRA MLI 02-13", "800 800"),
            ("FRA NER 02-13", "1300 1300"),
            ("FRA sahel 02-13", "2100 2100"),
        ],
    );
}

#[test]
fn a_stock_of_part_of_the_place_is_its_floor() {
    check(
        &[
            "02-01 Wire stock 28500 KOR",
            "02-10 Post stock 6000 KOR '2nd Infantry Division'",
            "02-12 Post completed 600 >KOR 'engineers' on:02-11",
        ],
        &[("USA KOR 02-13", "29100 29100")],
    );
}

#[test]
fn an_outlet_corrects_its_stock() {
    check(
        &[
            "02-01 Wire stock 400 CYP",
            "02-10 Post stock 4000 CYP",
            "02-11 Post corrected 4000 CYP",
            "& stock 400 CYP",
        ],
        &[("GBR CYP 02-10", "4000 4000"), ("GBR CYP 02-12", "400 400")],
    );
}

#[test]
fn a_level_told_with_the_one_before() {
    check(
        &[
            "02-10 Wire stock 4500 AFG",
            "& stock 8600 AFG on:01-01",
            "02-12 Wire out-announced 2000 AFG",
            "& announced 2500 >AFG total",
        ],
        &[("USA AFG 02-11", "4500 4500")],
    );
}

#[test]
fn an_escort_comes_with_what_it_guards() {
    check(
        &[
            "02-01 Wire announced 2 >POL 'Patriot battery'",
            "02-09 Post stock 2 POL 'Patriot battery'",
            "02-15 Post announced 1 >POL more 'Patriot battery'",
            "02-25 Desk completed 1 >POL 'Patriot battery' \"the third battery has arrived\"",
        ],
        &[
            ("USA POL AIR_DEFENSE 02-10", "2 2"),
            ("USA POL AIR_DEFENSE 02-16", "2 3"),
            ("USA POL AIR_DEFENSE 02-26", "3 3"),
        ],
    );
}

#[test]
fn a_count_holds_what_is_told_just_after_it() {
    let told = [
        "02-01 Wire stock 900 LTU by:NATO",
        "02-20 Wire stock 1400 LTU by:NATO",
        "02-22 Post completed 500 >LTU",
        "02-25 Desk completed 500 >LTU",
    ];
    check(&told, &[("DEU LTU 02-26", "1400 1400")]);
    check(&[told[1], told[2]], &[("DEU LTU 02-26", "1900 1900")]);
    let dated = "02-22 Post completed 500 >LTU on:02-21";
    check(
        &[told[0], told[1], dated],
        &[("DEU LTU 02-26", "1900 1900")],
    );
}

#[test]
fn counts_beside_one_another_hold_no_movement_of_after() {
    check(
        &[
            "02-01 Wire stock 4000 POL by:USA",
            "02-02 Rumour stock 6000 POL",
            "02-09 Halyard completed 1500 >POL \"has sent 1,500 soldiers\"",
            "02-10 Coast completed 1500 >POL \"has sent 1,500 soldiers\"",
            "02-12 Halyard completed 700 >POL more \"has sent another 700\"",
        ],
        &[("USA POL 02-13", "6200..8200 6200..8200")],
    );
}

use crate::rules::rows::check;

#[test]
fn forces_that_have_massed_are_there() {
    check(
        "About 12,000 Eritrean soldiers have assembled on the Ethiopian border.",
        &["posture ERI 12000 TROOPS in near:ETH"],
    );
    check(
        "Some 900 Thai troops massed near Cambodia on Monday.",
        &["posture THA 900 TROOPS in near:KHM"],
    );
}

#[test]
fn strengths_in_brackets_and_of_missions() {
    check(
        "A group of Ugandan soldiers (about 1,200) is stationed in South Sudan.",
        &["posture UGA 1200 TROOPS in SSD"],
    );
    check(
        "KFOR currently consists of well over 4,500 troops contributed by 27 allies.",
        &["posture NATO 4500.. TROOPS in XKX"],
    );
    check(
        "The peacekeeping mission in Lebanon, UNIFIL, currently consists of 10,300 troops.",
        &["posture UN 10300 TROOPS in LBN"],
    );
    check("The brigade (founded in 1952) is stationed in Chile.", &[]);
}

#[test]
fn more_elsewhere_told_beside() {
    check(
        "Around 300 Italian soldiers are based in Niger, along with a further 80 in Mali.",
        &[
            "posture ITA 300 TROOPS in NER",
            "posture ITA 80 TROOPS in MLI",
        ],
    );
}

#[test]
fn what_the_skies_are_guarded_with() {
    check(
        "Spanish airmen were guarding the Baltic airspace with six Eurofighters.",
        &["posture ESP 6 COMBAT_AIRCRAFT in baltics"],
    );
    check(
        "The Danes and Belgians have been patrolling the Black Sea with two frigates each.",
        &[
            "posture DNK 2 WARSHIP in black-sea",
            "posture BEL 2 WARSHIP in black-sea",
        ],
    );
}

#[test]
fn those_who_are_joined_are_there_already() {
    check(
        "Fifty Greek soldiers are joining a 300-strong French contingent already in Chad.",
        &[
            "deploy GRC 50 TROOPS to TCD announced",
            "posture FRA 300 TROOPS in TCD",
        ],
    );
    check(
        "Two Indian frigates resumed their deployment in the Red Sea.",
        &["posture IND 2 WARSHIP in red-sea"],
    );
    check(
        "Four Turkish corvettes, currently patrolling in the Red Sea, will visit Jeddah.",
        &["posture TUR 4 WARSHIP in red-sea"],
    );
    check("The French soldiers are in control of the airport.", &[]);
}

#[test]
fn levels_and_those_deployed_already() {
    check(
        "American forces in Europe remain near 80,000.",
        &["posture USA 80000 TROOPS in europe"],
    );
    check(
        "They will reinforce the 900-strong Ghanaian contingent already deployed in Mali.",
        &["posture GHA 900 TROOPS in MLI"],
    );
    check(
        "About 300 American soldiers will continue to be stationed in Niger.",
        &["posture USA 300 TROOPS in NER"],
    );
}

#[test]
fn who_serves_as_what_and_for_whom() {
    check(
        "More than 30 Kazakh officers are now serving as observers in Western Sahara.",
        &["posture KAZ 30.. TROOPS in ESH"],
    );
    check(
        "ECOWAS met on Monday. Some 750 troops from Burkina Faso, Nigeria and other states are on the ground in Liberia.",
        &["posture ECOWAS 750 TROOPS in LBR"],
    );
    check(
        "Romania has pledged to station 600 soldiers in Moldova.",
        &["deploy ROU 600 TROOPS to MDA announced"],
    );
}

use crate::rules::rows::check;

#[test]
fn what_somebody_is_asked_to_do_is_considered() {
    check(
        "Chad demands that Sudan withdraw its soldiers from Adre.",
        &["withdraw SDN TROOPS from TCD considered"],
    );
    check(
        "Lebanon insisted that Israel complete the withdrawal of its troops from Lebanon.",
        &["withdraw ISR TROOPS from LBN considered"],
    );
    check(
        "The president stressed the need of a complete withdrawal of Rwandan troops from Congo.",
        &["withdraw RWA TROOPS from COD considered"],
    );
}

#[test]
fn who_comes_by_the_trainload() {
    check(
        "The first trains of Kazakh soldiers have arrived in Kyrgyzstan.",
        &["deploy KAZ TROOPS to KGZ completed"],
    );
    check(
        "About three thousand Russian military will arrive in Armenia.",
        &["deploy RUS 3000 TROOPS to ARM announced"],
    );
    check(
        "Around 200 Greek troops will be \"deployed to Cyprus for as long as necessary\", the ministry said.",
        &["deploy GRC 200 TROOPS to CYP announced"],
    );
}

#[test]
fn a_ship_by_its_name_is_news() {
    check(
        "The navy is tracking the Spanish frigate Navarra that has sailed into the Black Sea.",
        &["deploy ESP 1 WARSHIP to black-sea completed"],
    );
    check(
        "US destroyer enters Baltic Sea",
        &["deploy USA 1 WARSHIP to baltic-sea announced"],
    );
}

#[test]
fn a_deployment_that_begins() {
    check(
        "Norwegian troops have begun a six-month deployment to Latvia.",
        &["deploy NOR TROOPS to LVA under way"],
    );
    check(
        "Denmark has started the deployment of a battalion in Estonia.",
        &["deploy DNK 1 LAND_UNIT to EST under way"],
    );
    check(
        "The mission will be flown from Malbork in Poland by the Italian Air Force with four Eurofighters.",
        &["deploy ITA 4 COMBAT_AIRCRAFT to POL announced"],
    );
    check(
        "Canadian soldiers just wrapped up their deployment to Mali.",
        &[],
    );
}

#[test]
fn marines_in_a_text_about_an_american_corps() {
    check(
        "About 600 Marines have deployed to Norway, the Marine Corps said.",
        &["deploy USA 600 TROOPS to NOR completed"],
    );
    check("About 600 marines have deployed to the coast.", &[]);
}

#[test]
fn where_from_in_a_clause_of_its_own() {
    check(
        "India moved the bulk of its ground forces previously stationed near Nepal to the war in Mali.",
        &["deploy IND LAND_UNIT to MLI completed"],
    );
}

#[test]
fn who_joins_forces_goes_where_they_are() {
    check(
        "The 150 British soldiers in Gao will be joined by up to 80 Danish soldiers on Friday.",
        &["deploy DNK 0..80 TROOPS to MLI announced"],
    );
    check(
        "Chilean marines arrived in Haiti on Monday, to be joined by 200 Peruvian troops next week.",
        &[
            "deploy CHL TROOPS to HTI completed",
            "deploy PER 200 TROOPS to HTI announced",
        ],
    );
    check(
        "The minister was joined by 20 Polish soldiers at the grave.",
        &[],
    );
}

#[test]
fn what_is_being_done_and_where_from() {
    check(
        "Two Greek companies were being dispatched to Cyprus.",
        &["deploy GRC 2 LAND_UNIT to CYP announced"],
    );
    check(
        "Three Indian frigates were redeployed from their usual ports in the Arabian Sea to the Red Sea.",
        &["deploy IND 3 WARSHIP from arabian-sea to red-sea completed"],
    );
    check(
        "Soldiers who were to be stationed at a base in Chad stayed in France.",
        &[],
    );
    check(
        "Lithuania is worried. The NATO member will send 400 soldiers to its border with Belarus.",
        &["deploy LTU 400 TROOPS to near:BLR announced"],
    );
}

#[test]
fn what_forces_are_for_and_to_whom_they_are_lent() {
    check(
        "A Danish battalion of 700 troops has arrived in Latvia to strengthen NATO's eastern flank.",
        &["deploy DNK 700 TROOPS to LVA completed"],
    );
    check(
        "Portugal will send a NATO battalion to Slovakia next year.",
        &["deploy PRT 1 LAND_UNIT to SVK announced"],
    );
}

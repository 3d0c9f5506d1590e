//! Rows of movements.

use crate::rules::rows::check;

#[test]
fn ways_and_goals() {
    check(
        "A hundred of Wagner's 300 men in Burkina Faso have left for Russia.",
        &["withdraw WAGNER 100 TROOPS from BFA under way"],
    );
    check(
        "France has 1,000 soldiers in Chad. 120 of the 1,000 French soldiers flew out on Thursday.",
        &[
            "posture FRA 1000 TROOPS in TCD",
            "withdraw FRA 120 TROOPS from TCD completed",
        ],
    );
    check(
        "About 300 Canadian soldiers left for Latvia on Monday.",
        &["deploy CAN 300 TROOPS to LVA under way"],
    );
    check(
        "Two Chinese destroyers sailed through the Miyako Strait into the Philippine Sea.",
        &["deploy CHN 2 WARSHIP to philippine-sea completed"],
    );
    check(
        "B-52 bombers arrived at Al Udeid Air Base in Qatar on Thursday.",
        &["deploy USA COMBAT_AIRCRAFT to QAT completed"],
    );
    check("Chad thanked the soldiers who had come from Togo.", &[]);
    check(
        "Chad has sent 2,000 troops to fight rebels in Nigeria.",
        &["deploy TCD 2000 TROOPS to NGA completed"],
    );
    check(
        "Turkey's parliament approved a bill to send troops to Libya.",
        &["deploy TUR TROOPS to LBY announced"],
    );
    check(
        "Hundreds of paratroopers from Britain's 16 Air Assault Brigade flew to Estonia.",
        &["deploy GBR 200..999 TROOPS to EST completed"],
    );
    check(
        "The minister warned against any moves to withdraw British troops from Iraq.",
        &[],
    );
}

#[test]
fn the_list_of_what_is_sent_may_follow_the_purpose() {
    check(
        "Japan plans to deploy additional forces to Djibouti to deter pirates, including two destroyers and a patrol aircraft.",
        &["deploy JPN 2 WARSHIP, 1 SUPPORT_AIRCRAFT to DJI announced"],
    );
    check(
        "India sent INS Kochi, one of the navy's most advanced destroyers, to the Gulf of Aden.",
        &["deploy IND 1 WARSHIP to gulf-of-aden completed"],
    );
}

#[test]
fn whose_a_base_is_tells_not_where_it_is() {
    check(
        "Four Polish jets landed at a U.S. air base in Greece.",
        &["deploy POL 4 COMBAT_AIRCRAFT to GRC completed"],
    );
    check(
        "Six Swedish helicopters flew to the Baltic state of Latvia.",
        &["deploy SWE 6 HELICOPTER to LVA completed"],
    );
}

#[test]
fn who_follows_goes_to_the_same_place() {
    check(
        "Some 800 Kenyan soldiers will land in Haiti this month. They will be followed by 300 Jamaican troops.",
        &[
            "deploy KEN 800 TROOPS to HTI announced",
            "deploy JAM 300 TROOPS to HTI announced",
        ],
    );
    check(
        "The Spanish frigate is in the Red Sea. It will soon be joined by a Greek frigate.",
        &[
            "posture ESP 1 WARSHIP in red-sea",
            "deploy GRC 1 WARSHIP to red-sea announced",
        ],
    );
}

#[test]
fn back_to_their_own_country_is_home() {
    check(
        "The Danish frigate Esbern Snare is on its way back to Denmark.",
        &["withdraw DNK 1 WARSHIP under way"],
    );
}

#[test]
fn troops_of_a_coalition_are_not_of_the_state_told_last() {
    check(
        "Iraqi troops took over the base. The remaining coalition troops will depart in the coming days.",
        &[],
    );
}

#[test]
fn zones_hours_and_company() {
    check(
        "Between 6 a.m. Friday and 6 a.m. Saturday China sent 20 fighters toward Taiwan.",
        &["deploy CHN 20 COMBAT_AIRCRAFT to near:TWN completed"],
    );
    check(
        "Six Russian bombers, including four Tu-95s and two Tu-22s, entered South Korea's air defence identification zone on Tuesday.",
        &["deploy RUS 6 COMBAT_AIRCRAFT to near:KOR completed"],
    );
    check(
        "The 90 Danish soldiers in Estonia will be joined by two Spanish frigates in May.",
        &["deploy ESP 2 WARSHIP to EST announced"],
    );
    check(
        "Russian frigates have surrounded a Greek tanker off Oman.",
        &[],
    );
    check(
        "The 2014 rotation of about 600 Royal Marines will arrive in Norway in May.",
        &["deploy GBR 600 TROOPS to NOR announced"],
    );
    check(
        "India will send 12 aircraft, five Apache helicopters, four Chinook helicopters and three Mi-17 helicopters, to Nepal.",
        &["deploy IND 5 HELICOPTER, 4 HELICOPTER, 3 HELICOPTER to NPL announced"],
    );
}

#[test]
fn who_is_aboard_goes_along() {
    check(
        "An assault ship carrying 180 Italian troops and some 90 vehicles was scheduled to reach Djibouti on Thursday.",
        &["deploy ITA 1 WARSHIP, 180 TROOPS, 90 MATERIEL to DJI announced"],
    );
    check(
        "The Wasp Amphibious Ready Group and 26th Marine Expeditionary Unit completed passage through the Strait of Hormuz into the Arabian Gulf.",
        &["deploy USA 1 WARSHIP, 1 LAND_UNIT to persian-gulf completed"],
    );
}

#[test]
fn where_a_named_place_lies_is_no_second_place() {
    check(
        "Six American B-2 bombers were deployed to the island of Diego Garcia in the Indian Ocean.",
        &["deploy USA 6 COMBAT_AIRCRAFT to IOT completed"],
    );
    check(
        "Three American tankers flew to Guam, a key outpost in the Pacific Ocean.",
        &["deploy USA 3 SUPPORT_AIRCRAFT to GUM completed"],
    );
}

#[test]
fn shares_are_no_numbers() {
    check(
        "More than 30% of the Greek soldiers in Kosovo will leave.",
        &["withdraw GRC TROOPS from XKX announced"],
    );
}

#[test]
fn several_owners_in_one_sentence() {
    check(
        "Norway and Chile have begun withdrawals of their contingents from Mali.",
        &[
            "withdraw NOR LAND_UNIT from MLI under way",
            "withdraw CHL LAND_UNIT from MLI under way",
        ],
    );
    check(
        "Kenya is sending 500 soldiers to Haiti, with Peru expected to contribute 3,000 soldiers, Chile 2,000 and Bolivia more than 1,000.",
        &[
            "deploy KEN 500 TROOPS to HTI announced",
            "deploy PER 3000 TROOPS to HTI considered",
            "deploy CHL 2000 TROOPS to HTI considered",
            "deploy BOL 1000.. TROOPS to HTI considered",
        ],
    );
    check(
        "Several US allies have set dates for their troops to pull out.",
        &[],
    );
}

#[test]
fn orders_and_deeds_before_something_else() {
    check(
        "The president has ordered the 900 French troops in Mali be withdrawn as quickly as possible.",
        &["withdraw FRA 900 TROOPS from MLI announced"],
    );
    check(
        "About 150 Bulgarian soldiers were greeted in Sofia after leaving their base in Mali.",
        &["withdraw BGR 150 TROOPS from MLI completed"],
    );
}

#[test]
fn transits_zones_and_returns() {
    check(
        "One of the French navy's frigates has conducted a transit of the Taiwan Strait.",
        &["deploy FRA 1 WARSHIP to taiwan-strait completed"],
    );
    check(
        "The Indian military sent four fighters to Malaysia.",
        &["deploy IND 4 COMBAT_AIRCRAFT to MYS completed"],
    );
    check(
        "Japan said six Chinese bombers had entered its air defence identification zone.",
        &["deploy CHN 6 COMBAT_AIRCRAFT to near:JPN completed"],
    );
    check(
        "New Zealand has redeployed all its troops from Honiara to New Zealand.",
        &["withdraw NZL TROOPS from SLB completed"],
    );
    check(
        "Two U.S. destroyers sailed near China's artificial islands in the South China Sea.",
        &["deploy USA 2 WARSHIP to south-china-sea completed"],
    );
}

#[test]
fn a_whole_is_told_once() {
    check(
        "A 400-strong Peruvian force comprising some 280 engineers and 120 special forces soldiers will be deployed to Haiti.",
        &["deploy PER 400 TROOPS to HTI announced"],
    );
    check(
        "Chile will send 250 soldiers to Haiti. The contingent will include eight helicopters and a medical unit.",
        &["deploy CHL 250 TROOPS, 8 HELICOPTER, 1 LAND_UNIT to HTI announced"],
    );
    check(
        "Italy has sent an aircraft carrier to the Red Sea. The strike group consists of the carrier Cavour, two frigates and a submarine.",
        &["deploy ITA 1 WARSHIP to red-sea completed"],
    );
}

#[test]
fn who_is_named_beside_the_forces() {
    check(
        "Nepalese and UN troops have left the camp in Haiti.",
        &[
            "withdraw NPL TROOPS from HTI completed",
            "withdraw UN TROOPS from HTI completed",
        ],
    );
    check(
        "Some 300 sailors on the ROKS Wang Geon are expected to leave Busan for the Red Sea.",
        &["deploy KOR 300 TROOPS from KOR to red-sea considered"],
    );
    check(
        "The Russian landing ship «Saratov» of the Black Sea Fleet has entered the Aegean Sea.",
        &["deploy RUS 1 WARSHIP to aegean-sea completed"],
    );
    check(
        "Denmark will deploy a Challenger maritime surveillance aircraft to Greenland.",
        &["deploy DNK 1 SUPPORT_AIRCRAFT to GRL announced"],
    );
}

#[test]
fn ships_that_set_sail_and_come_home() {
    check(
        "A Greek frigate set sail on Monday for the Red Sea.",
        &["deploy GRC 1 WARSHIP to red-sea under way"],
    );
    check(
        "Some 900 US sailors arrived in Norfolk on Monday, returning from a six-month deployment.",
        &["withdraw USA 900 TROOPS completed"],
    );
    check(
        "Another carrier, the USS Abraham Lincoln, entered the Gulf of Oman on Monday with Iranian gunboats making their presence known.",
        &["deploy USA 1 WARSHIP to gulf-of-oman completed"],
    );
    check(
        "A batch of 45 Fijian soldiers were flown out of Dili by Australian helicopters.",
        &["withdraw FJI 45 TROOPS from TLS completed"],
    );
    check(
        "South Korea's military said four Russian planes and two Chinese planes entered its air defense zone.",
        &[
            "deploy RUS 4 SUPPORT_AIRCRAFT to near:KOR completed",
            "deploy CHN 2 SUPPORT_AIRCRAFT to near:KOR completed",
        ],
    );
    check(
        "The Arleigh Burke-class guided-missile destroyers USS Shoup and USS Kidd have sailed to Guam.",
        &["deploy USA 1 WARSHIP, 1 WARSHIP to GUM completed"],
    );
    check(
        "A convoy of 15 Japanese military vehicles left the base in Samawah for Kuwait.",
        &["deploy JPN 15 MATERIEL from IRQ to KWT under way"],
    );
}

#[test]
fn returns_abroad_and_spans_of_time() {
    check(
        "Six Polish jets returned to Amari in Estonia on Monday.",
        &["deploy POL 6 COMBAT_AIRCRAFT to EST completed"],
    );
    check(
        "Eight Fijian soldiers will be deployed for six months in Lebanon.",
        &["deploy FJI 8 TROOPS to LBN announced"],
    );
    check(
        "The US Air Force has initiated the deployment of F-35 jets to Misawa.",
        &["deploy USA COMBAT_AIRCRAFT to JPN under way"],
    );
    check(
        "Denmark says it cannot send greater numbers of troops to Mali.",
        &["rule out DNK TROOPS to MLI"],
    );
}

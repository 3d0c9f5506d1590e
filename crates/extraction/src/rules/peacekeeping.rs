//! Rows of missions abroad and of those who come home from them.

use super::rows::check;

#[test]
fn missions_that_end() {
    check(
        "Ghanaian troops deployed as part of the African Union (AU) mission in Somalia will complete their withdrawal by the end of May.",
        &["withdraw GHA TROOPS from SOM announced"],
    );
    check(
        "Troops from Zambia, Malawi, and Ghana began their withdrawal from Mozambique, passing through Tanzania.",
        &[
            "withdraw ZMB TROOPS from MOZ under way",
            "withdraw MWI TROOPS from MOZ under way",
            "withdraw GHA TROOPS from MOZ under way",
        ],
    );
    check(
        "Some 97 Togolese peacekeepers bade Mali goodbye. On Friday 85 Nigerien peacekeepers bid farewell to Mali.",
        &["withdraw NER 85 TROOPS from MLI completed"],
    );
    check(
        "About 300 French soldiers left the base in Franceville on Monday. They will then travel back to France.",
        &["withdraw FRA 300 TROOPS from GAB completed"],
    );
    check(
        "The first Rwandan soldiers to support a regional force in Mozambique landed in Pemba on Friday.",
        &["deploy RWA TROOPS to MOZ completed"],
    );
    check(
        "Some 250 Ghanaian soldiers armed with machine guns and assault rifles arrived at the airport outside Freetown.",
        &["deploy GHA 250 TROOPS to SLE completed"],
    );
    check(
        "Eleven lorries carrying 64 Kenyan soldiers left Goma on Tuesday.",
        &["withdraw KEN 64 TROOPS from COD completed"],
    );
    check(
        "A second deployment of 500 Salvadoran police officers is scheduled to arrive in Haiti in May.",
        &["deploy SLV 500 TROOPS to HTI announced"],
    );
    check(
        "Malawi withdrew 4 146 soldiers from Mozambique.",
        &["withdraw MWI 4146 TROOPS from MOZ completed"],
    );
}

#[test]
fn already_there() {
    check(
        "A contingent of 120 Kenyan police officers arrived in Haiti to join over 400 officers already deployed by Kenya.",
        &[
            "deploy KEN 120 TROOPS to HTI completed",
            "posture KEN 400.. TROOPS in HTI",
        ],
    );
    check(
        "M23 rebels, bolstered by 4,000 Rwandan soldiers, control Goma in eastern Congo.",
        &["posture RWA 4000 TROOPS in COD"],
    );
    check(
        "Brazil has deployed 2,000 troops along its border with Bolivia in response to the American presence in the Caribbean.",
        &["deploy BRA 2000 TROOPS to near:BOL completed"],
    );
    check(
        "About 900 Ugandan soldiers are stationed outside Ukraine's reach.",
        &[],
    );
}

#[test]
fn who_announces_contributes_and_stays() {
    check(
        "Sweden announced it was withdrawing 220 troops from the UN peacekeeping mission in Mali.",
        &["withdraw SWE 220 TROOPS from MLI under way"],
    );
    check(
        "The mission said that after Jordan, peacekeepers from Gabon, Nepal, and Burundi will also leave Mali.",
        &[
            "withdraw GAB TROOPS from MLI announced",
            "withdraw NPL TROOPS from MLI announced",
            "withdraw BDI TROOPS from MLI announced",
        ],
    );
    check(
        "Mongolia has 861 troops and 44 police in the UN mission in South Sudan known as UNMISS.",
        &["posture MNG 861 TROOPS, 44 TROOPS in SSD"],
    );
    check(
        "More than 11,000 soldiers and 1,500 UN police officers, including 200 Swedes, are present in Mali.",
        &[
            "posture UN 11000.. TROOPS, 1500 TROOPS in MLI",
            "posture SWE 200 TROOPS in MLI",
        ],
    );
    check(
        "Three warships from Canada and Chile were sailing toward East Timor.",
        &[
            "deploy CAN 3 WARSHIP to near:TLS under way",
            "deploy CHL 3 WARSHIP to near:TLS under way",
        ],
    );
    check(
        "The number of UNIFIL troops is currently estimated at 2,900.",
        &["posture UN 2900 TROOPS in LBN"],
    );
    check(
        "A small contingent of Danish soldiers was providing support in Niamey.",
        &["posture DNK TROOPS in NER"],
    );
    check(
        "Ugandan soldiers have left Kismayo, leaving about 150 soldiers at a base in Somalia.",
        &[
            "withdraw UGA TROOPS from SOM completed",
            "posture UGA 150 TROOPS in SOM",
        ],
    );
    check(
        "Indian Air Force planes were sent from a station in Delhi with tents for victims in Nepal.",
        &["deploy IND SUPPORT_AIRCRAFT from IND completed"],
    );
}

#[test]
fn who_helps_leaves_and_makes_up() {
    check(
        "Uganda is deploying more soldiers to help fight rebels in Cabo Delgado.",
        &["deploy UGA TROOPS to MOZ announced"],
    );
    check(
        "Kenya is sending 900 soldiers to help Mozambique fight the insurgents.",
        &["deploy KEN 900 TROOPS to MOZ announced"],
    );
    check(
        "Troops from the African Union (AU) plan to withdraw from Somalia.",
        &["withdraw AU TROOPS from SOM announced"],
    );
    check(
        "The government of Zambia will begin today the deployment of a contingent of 800 soldiers to Malawi.",
        &["deploy ZMB 800 TROOPS to MWI announced"],
    );
    check(
        "Russia's mercenary group Wagner said that it is leaving Niger.",
        &["withdraw WAGNER TROOPS from NER announced"],
    );
    check(
        "Latin American countries make up the bulk of the force in Haiti, with Brazil providing 1,100 soldiers; Chile, 470 and Peru, 200.",
        &[
            "posture BRA 1100 TROOPS in HTI",
            "posture CHL 470 TROOPS in HTI",
            "posture PER 200 TROOPS in HTI",
        ],
    );
    check(
        "Fiji and Ireland, which have 290 and 130 soldiers in Lebanon, will stay.",
        &[
            "posture FJI 290 TROOPS in LBN",
            "posture IRL 130 TROOPS in LBN",
        ],
    );
    check(
        "The African Union has supported Chad by sending 6,500 soldiers to Diffa in Niger.",
        &["deploy AU 6500 TROOPS to NER completed"],
    );
    check(
        "The law helped Britain fight inflation, and fighters left the ring.",
        &[],
    );
}

#[test]
fn whose_the_others_are() {
    check(
        "Benin would provide a battalion of 650 men to Mali alongside soldiers from Nigeria and Ghana.",
        &[
            "deploy BEN 650 TROOPS to MLI announced",
            "deploy NGA TROOPS to MLI announced",
            "deploy GHA TROOPS to MLI announced",
        ],
    );
    check(
        "The force in Lebanon now has 320 troops from the Philippines and 180 from India.",
        &[
            "posture PHL 320 TROOPS in LBN",
            "posture IND 180 TROOPS in LBN",
        ],
    );
    check(
        "A force of 190 soldiers from Nepal will replace Irish troops in the force monitoring the Golan Heights.",
        &[
            "deploy NPL 190 TROOPS to SYR announced",
            "withdraw IRL TROOPS from SYR announced",
        ],
    );
    check(
        "Nepal will supply 190 troops for the mission in Lebanon.",
        &["deploy NPL 190 TROOPS to LBN announced"],
    );
    check(
        "Italy will send 450 soldiers to Chad, where 1,500 French and 5,200 African troops are already trying to stop the killing.",
        &[
            "deploy ITA 450 TROOPS to TCD announced",
            "posture FRA 1500 TROOPS in TCD",
        ],
    );
    check(
        "Chile moved another division, about 6,000 men, into Bolivia.",
        &["deploy CHL 6000 TROOPS to BOL completed"],
    );
    check(
        "Ugandan soldiers fled to Uganda on Monday. Hundreds fled to Kenya.",
        &["withdraw UGA TROOPS completed"],
    );
    check(
        "Bangladesh, with 6,700 soldiers in the field, remains the top contributor, followed by Nepal with 5,500.",
        &[],
    );
}

#[test]
fn who_heads_for_a_place_and_who_is_asked() {
    check(
        "Fifty-two Nigerian troops headed for Darfur on Thursday.",
        &["deploy NGA 52 TROOPS to SDN under way"],
    );
    check(
        "Chile has been asked by Britain and the United States to send troops to Haiti.",
        &["deploy CHL TROOPS to HTI considered"],
    );
    check(
        "Togolese troops will depart on Monday to join a force in Mali.",
        &["deploy TGO TROOPS to MLI announced"],
    );
    check("Commuters headed for Vienna were stranded.", &[]);
}

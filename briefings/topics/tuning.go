package topics

import (
	"strings"
	"sync"

	"readout/briefings/facts"
)

// What the tables do not say: which of their names mean too much else. Each
// list was made by reading what is found in real documents.

// tooCommon are names that in most of their uses name no topic; the topics are
// found by their other names.
var tooCommon = set("meeting;talks;law;sea;forum;relief;communications;transit;science;polls;vote;accountability;" +
	"legal proceedings;environment;executions;forests;chips;mines;credentials;ambassador;embassy;hydrogen;journalists;" +
	"space;development;health;summit;veto;permanent members;climate;innovation;technology;law and order;crackdown;" +
	"demonstrations;hunger;grain;floods;propaganda;mediator;mediation;twinning;gas;oil;sabotage;runoff;" +
	"decoupling;Trump Route;shipping;starvation;starlink;hostilities;communications;" +
	"facilitation;general debate;decoupling;veto;buffer zone;meeting;advisory opinion;arrest warrant;" +
	"scholarships;technology;investment;E3;Code of Conduct;GF;ABC;provisional measures;oath of office;pandemic accord;" +
	"the bloc;the world body;the African bloc;executions;business council;strategic competition;price cap;hurricane;" +
	"earthquake;Gulf of Guinea;opioids;cartels;security assurances;resolution 1701")

// weakNames count only in a text that names the topic otherwise as well.
var weakNames = set("IS;ECO;PACE;AA;ATT;LAWS;TAP;INF;LAC;ADF;EPC;CAF;SAF;NAM;BP;TI;ICG;CIS;AES;ALBA;ARF;EDB;IRC;LNA;NRC;" +
	"SANA;SDF;SICA;SPA;IDB;PCA;EAC;EEA;ISS;MSC;CAR;FRG;RSA;FSM;LoC;CFE;BTC;BTK;TITR;SIDS;CWC;BWC;MEA;PLA;PMF;NSC;DFC;DHS;" +
	"ISW;JEF;TDA;FED;the Fed;the Commission;the Alliance;Quartet;Artemis;Patriotic War;AU;RSF;SCO;CFR;KSC;OTS;FH;GF;MoD;" +
	"MOD;DoD;Amnesty;Congress;Commonwealth;Islamic Republic;Trade war;7 October;October 7;Schengen;Congo;Emirates;GHF;WCK;" +
	"UNO;LAS;MENA;PIF;NB8;V4;B9;SMR;NPP;SAF;IHL;CKU;PKK;BRI;Victory Day;Northern Territories;Takeshima;PIJ;NDB;GCF;COTW")

// givenAway are aliases of topics that name an organisation: alias -> topic
// that loses it.
var givenAway = map[string]string{
	"World Trade Organization": "wto-reform", "Arctic Council": "arctic", "General Assembly": "un-general-assembly-session",
	"UNGA": "un-general-assembly-session", "Africa Corps": "wagner-group", "North Atlantic Council": "nato-summit",
	"Security Council": "un-security-council-meeting", "Starlink": "satellites", "Huawei": "5g-and-telecoms",
	"Caracas": "venezuela", "Taiwan": "taiwan-strait", "Polisario": "western-sahara",
}

// notForCountries are names in the table of countries that mean more than the
// country, and its capital cities.
var notForCountries = set("none;European;Europeans;EU;Lao;Hellenic;Emirates;the bloc;Central African;Central Africans")

// ambiguous are names that two countries share: name -> code of the one meant
// as a rule.
var ambiguous = map[string]string{"Dominican": "DO", "Dominicans": "DO", "Congolese": "CD", "Korean": "KR", "Republic of China": "TW"}

// Names that keep a country's, a topic's or an organisation's from being found
// inside them.
const (
	voidForCountries = "Latin America;Latin American;Latin Americans;South America;South American;North America;North American;" +
		"Central America;Central American;Native Americans;African Americans;Asian Americans;American Indians;Native American;" +
		"African American;Asian American;American Indian;Bank of America;Voice of America;American Samoa;American Samoan;New Mexico;" +
		"Gulf of Mexico;Gulf of America;Gulf of Guinea;Gulf of Oman;New Guinea;Indian Ocean;Northern Ireland;Georgia Tech;" +
		"Niger Delta;Sea of Japan;Korean War;Korean peninsula;Korean Peninsula;Jordan River;Jordan Valley;Mexico City Policy;" +
		"Panama City, Florida;Lebanon, Pennsylvania;Cuba Gooding;Guinea pig;guinea pig;French fries;Turkish Straits;" +
		"English Channel;Persian Gulf;Captain America;Miss America;America First;American Airlines;British Airways;Air France;" +
		"Air India;British Columbia;New England;Swiss cheese;Polish-American;Irish American;Irish Americans;Cuban American;" +
		"Cuban Americans;Mexican American;Mexican Americans;Greek Americans;Indian Americans;Chinese Americans;Build Back Better;" +
		"Indian Tribe;Indian Tribes;Indian tribe;Indian tribes;Indian Affairs;Indian Country;Alaska Native;Inter-American;Inter-American Development Bank;Pan American"
	voidForThemes = "World War I;World War II;World War;Second World War;First World War;Cold War;Civil War;war room;war on drugs;" +
		"nuclear family;conflict of interest;conflicts of interest;conflicting;border on;borders on;open border;trade union;trade unions;" +
		"trade-off;trade-offs;tradeoff;election of judges;Energy Secretary;Secretary of Energy;Department of Energy;Minister of Energy;" +
		"Ministry of Energy;Energy Department;Minister of Trade;Trade Representative;Secretary of Defense;in transit;Federal Trade Commission;" +
		"Department of Transportation;Secretary of Transportation;Transportation Secretary;Ministry of Transport;Minister of Transport;" +
		"Development Bank;World Trade Center;nuclear option;Press Briefing Room;Brady Press Briefing Room;trade school;trade schools;trade secrets;" +
		"tricks of the trade;energy drink;tug of war;war chest;culture war;culture wars;turf war;war story;war stories"
	voidForOrganisations = "National Congress;People's Congress;Party Congress;World Congress;member of Congress;Congress Party;" +
		"Library of Congress;Commonwealth of Virginia;Commonwealth of Pennsylvania;Commonwealth of Massachusetts;Commonwealth of Kentucky;" +
		"Commonwealth of Puerto Rico"
)

// fitForPlural are short single words whose plural means the same.
var fitForPlural = set("visa;ally;wars;raid")

// ordinary are acronyms that are words when everything around them is set in
// capitals.
var ordinary = set("US;WHO;IS;IT;CAR;PACE;LAWS;TAP;ECO;AID;QUAD;START;COP;CIS;GAVI;ROC;COE;FED;AES")

func set(list string) map[string]bool {
	m := map[string]bool{}
	for s := range strings.SplitSeq(list, ";") {
		m[s] = true
	}
	return m
}

// countryNames are the names of countries; a topic does not take them.
var countryNames = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, c := range facts.Countries() {
		m[c.Name], m[c.Official] = true, true
		for _, a := range c.Aliases {
			m[a] = true
		}
	}
	return m
})

// countryWords are the single words that name a country or its people.
var countryWords = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, c := range facts.Countries() {
		m[c.Name] = true
		for _, list := range [][]string{c.Aliases, c.Adjectives} {
			for _, a := range list {
				m[a] = true
			}
		}
	}
	return m
})

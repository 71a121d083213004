package parse

import (
	"strings"
	"testing"

	"readout/briefings"
	"readout/briefings/markup"
)

// parsed is what the tables of the tests compare.
func parsed(t *testing.T, name, data string) (Document, string) {
	t.Helper()
	d, err := Parse(Input{Name: name, Data: []byte(data)})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	checkDocument(t, name, d)
	text, _ := markup.Parse(d.Markdown).Text()
	return d, text
}

func TestTextBlocks(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"paragraphs", "One sentence here.\n\nAnother one there.", "One sentence here.\n\nAnother one there."},
		{
			"hard wrapped", "The foreign minister of Sylvania said on Tuesday that the talks with\nthe Duchy of Ost had entered their final phase, and that a text would\nbe ready in spring.\n\nShe gave no details.",
			"The foreign minister of Sylvania said on Tuesday that the talks with the Duchy of Ost had entered their final phase, and that a text would be ready in spring.\n\nShe gave no details.",
		},
		{
			"wrapped without blank lines", "The foreign minister of Sylvania said on Tuesday that the talks with\nthe Duchy of Ost had entered their final phase.\nShe gave no details of the text, which both sides are said to have\ninitialled in the spring at the latest.\n",
			"The foreign minister of Sylvania said on Tuesday that the talks with the Duchy of Ost had entered their final phase.\n\nShe gave no details of the text, which both sides are said to have initialled in the spring at the latest.",
		},
		{"hyphen at the end", "The minister spoke of a long-awaited agreement on the well-\nknown dispute about the river, and of the way out of it.", "The minister spoke of a long-awaited agreement on the well-known dispute about the river, and of the way out of it."},
		{"address", "He wrote to them.\n\nMinistry of Rivers\n1 Quay Street\nSylvania City", "He wrote to them.\n\nMinistry of Rivers\n1 Quay Street\nSylvania City"},
		{"verse", "He read it out.\n\nThe river is wide,\nthe border is long,\nand who will decide\nif the map is wrong?", "He read it out.\n\nThe river is wide,\nthe border is long,\nand who will decide\nif the map is wrong?"},
		{"a sentence a line", "It is an honour to speak here today before you all.\nMy country has waited long for this day to come at last.\nWe thank the Duchy of Ost for its hospitality in this city.", "It is an honour to speak here today before you all.\n\nMy country has waited long for this day to come at last.\n\nWe thank the Duchy of Ost for its hospitality in this city."},
		{"bullets", "They agreed on:\n• a new bridge\n• a joint commission, which\n  meets twice a year\n• trains", "They agreed on:\n\na new bridge\na joint commission, which meets twice a year\ntrains"},
		{"numbers", "The text follows.\n\n1. The border is open.\n2. The river is free.", "The text follows.\n\nThe border is open.\nThe river is free."},
		{"numbers that do not count up", "The text follows.\n\n3. The border is open.\n7. The river is free.", "The text follows.\n\n3. The border is open.\n7. The river is free."},
		{"table", "The figures follow.\n\nYear    Exports    Imports\n2021    10         12\n2022    11         13", "The figures follow.\n\nYear    Exports    Imports\n2021    10         12\n2022    11         13"},
		{"turns", "MS. VALE: Good afternoon, everyone, and welcome to the briefing room today. I\nhave one thing at the top.\nQ Thank you. Will the minister travel to Ost before the end of the month, or\nis that off the table?\nMS. VALE: She will.", "MS. VALE: Good afternoon, everyone, and welcome to the briefing room today. I have one thing at the top.\n\nQ Thank you. Will the minister travel to Ost before the end of the month, or is that off the table?\n\nMS. VALE: She will."},
		{"indented paragraphs", "    The foreign minister of Sylvania said on Tuesday that the talks with\nthe Duchy of Ost had entered their final phase.\n    She gave no details of the text, which both sides are said to have\ninitialled in spring.", "The foreign minister of Sylvania said on Tuesday that the talks with the Duchy of Ost had entered their final phase.\n\nShe gave no details of the text, which both sides are said to have initialled in spring."},
		{"end mark", "They met today in Ost.\n\n###", "They met today in Ost."},
		{"end mark, spaced", "They met today in Ost.\n# # #\n", "They met today in Ost."},
		{"end mark, number", "They met today in Ost.\n\n-30-\n", "They met today in Ost."},
		{"end mark, word", "They met today in Ost.\n\nENDS\n", "They met today in Ost."},
		{"means itself", "1. is not a list.\n\n# is not a heading and *this* is _not_ emphasis, <b>nor</b> is [this](x) a link.", "1. is not a list.\n\n# is not a heading and *this* is _not_ emphasis, <b>nor</b> is [this](x) a link."},
		{"chinese, wrapped", "西尔瓦尼亚共和国外交部长今天在首都会见了来访的奥斯特公国大\n使，双方就边界问题交换了意见。", "西尔瓦尼亚共和国外交部长今天在首都会见了来访的奥斯特公国大使，双方就边界问题交换了意见。"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, got := parsed(t, "x.txt", tt.in)
			if d.Format != formatText || got != tt.want {
				t.Errorf("%s:\n got %q\nwant %q\nmarkdown %q", d.Format, got, tt.want, d.Markdown)
			}
		})
	}
}

func TestTextDetails(t *testing.T) {
	const body = "\n\nThe foreign ministers of Sylvania and Ost met on Tuesday and spoke about the river, the border and trade. They will meet again.\n"
	const long = "Foreign Minister Anna Vale of the Republic of Sylvania received the ambassador of the Duchy of Ost in the capital on Tuesday, her office said."
	tests := []struct {
		name, file, in string
		want           briefings.Details
	}{
		{"heading", "a.txt", "Ministers of Sylvania and Ost meet" + body, briefings.Details{Title: "Ministers of Sylvania and Ost meet", TitleFrom: "heading"}},
		{"sentence", "a.txt", "The ministers met. They spoke for an hour." + body, briefings.Details{Title: "The ministers met.", TitleFrom: "sentence"}},
		{"an article is no label", "a.txt", "A senior official said that the talks went well. They go on." + body, briefings.Details{Title: "A senior official said that the talks went well.", TitleFrom: "sentence"}},
		{"sentence, cut", "a.txt", long + body, briefings.Details{Title: "Foreign Minister Anna Vale of the Republic of Sylvania received the ambassador of the Duchy of Ost…", TitleFrom: "sentence"}},
		{"abbreviations", "a.txt", "Dr. J. Vale of the U.S. delegation met Mr. Ost. They spoke." + body, briefings.Details{Title: "Dr. J. Vale of the U.S. delegation met Mr. Ost.", TitleFrom: "sentence"}},
		{"dateline without year", "2024-02-17-vale.txt", "OSTBURG, February 17 – The two ministers met. They spoke." + body, briefings.Details{Title: "The two ministers met.", TitleFrom: "sentence", Published: "2024-02-17", PublishedFrom: "file"}},
		{"dateline without year, no file date", "vale.txt", "OSTBURG, February 17 – The two ministers met. They spoke." + body, briefings.Details{Title: "The two ministers met.", TitleFrom: "sentence"}},
		{"dateline with year", "20240218_x.txt", "OSTBURG, February 17, 2024 — The two ministers met. They spoke." + body, briefings.Details{Title: "The two ministers met.", TitleFrom: "sentence", Published: "2024-02-17", PublishedFrom: "text"}},
		{"agency in brackets", "a.txt", "OSTBURG (AP) — The two ministers met. They spoke." + body, briefings.Details{Title: "The two ministers met.", TitleFrom: "sentence", Source: "AP", Kind: "news"}},
		{"agency dateline", "a.txt", "Baku, 17 February, AZERTAC\n\nThe two ministers met. They spoke." + body, briefings.Details{Title: "The two ministers met.", TitleFrom: "sentence", Source: "AZERTAC", Kind: "news"}},
		{"reports", "a.txt", "The two ministers met in Ostburg, Sylvania.Ost reports.\n\nThey spoke of trade.", briefings.Details{Title: "The two ministers met in Ostburg, Sylvania.Ost reports.", TitleFrom: "sentence", Source: "Sylvania.Ost", Kind: "news"}},
		{"he reports", "a.txt", "The two ministers met, but it went badly, he reports. They left." + body, briefings.Details{Title: "The two ministers met, but it went badly, he reports.", TitleFrom: "sentence"}},
		{
			"press release", "a.txt", "FOR IMMEDIATE RELEASE\nFebruary 17, 2024\n\nSylvania and Ost Sign a River Treaty" + body,
			briefings.Details{Title: "Sylvania and Ost Sign a River Treaty", TitleFrom: "heading", Published: "2024-02-17", PublishedFrom: "text"},
		},
		{"date at the foot", "a.txt", "The two ministers met. They spoke." + body + "\nOstburg, 17 February 2024\n", briefings.Details{Title: "The two ministers met.", TitleFrom: "sentence", Published: "2024-02-17", PublishedFrom: "text"}},
		{"dates in the text are not its date", "a.txt", "The treaty of 3 March 1999 was renewed on 4 May 2005. They spoke." + body, briefings.Details{Title: "The treaty of 3 March 1999 was renewed on 4 May 2005.", TitleFrom: "sentence"}},
		{
			"header lines", "mail.txt", "From: Press Office <press@example.org>\nSubject: Ministers of Sylvania\n and Ost meet\nDate: Sat, 17 Feb 2024 10:30:00 +0100\n\nThe two ministers met.",
			briefings.Details{Title: "Ministers of Sylvania and Ost meet", TitleFrom: "meta", Published: "2024-02-17T10:30:00+01:00", PublishedFrom: "meta"},
		},
		{
			"dump with a head", "a.txt", "Telephone conversation with the Duke of Ost\n2021-12-07T20:15:00+02:00\nSylvania City\nhttps://example.org/news/1" + body,
			briefings.Details{Title: "Telephone conversation with the Duke of Ost", TitleFrom: "heading", Published: "2021-12-07T20:15:00+02:00", PublishedFrom: "text", URL: "https://example.org/news/1", Kind: "readout"},
		},
		{"transcript", "a.txt", "MS. VALE: Good afternoon.\n\nQ Will she travel?\n\nMS. VALE: She will.\n\nQ When?\n", briefings.Details{Title: "Good afternoon.", TitleFrom: "sentence", Kind: "transcript"}},
		{"transcript, bold", "a.md", "**MODERATOR:** Good afternoon. We begin with the river.\n\n**QUESTION:** Will she travel?\n\n**MODERATOR:** No.\n", briefings.Details{Title: "Good afternoon. We begin with the river.", TitleFrom: "sentence", Kind: "transcript"}},
		{
			"transcript, flattened", "a.txt", "Anna Vale: Good afternoon, all. Question: Will she travel? Anna Vale: She will. Question: When? Anna Vale: In May.\n",
			briefings.Details{Title: "Good afternoon, all.", TitleFrom: "sentence", Kind: "transcript"},
		},
		{"transcript, flattened, Q", "a.txt", "MS. VALE: We begin with the river. Q Will she travel? MS. VALE: She will. Q When? MS. VALE: In May.\n", briefings.Details{Title: "We begin with the river.", TitleFrom: "sentence", Kind: "transcript"}},
		{"points are no turns", "a.txt", "The ministers met. Among the points: trade. Trade: up by a tenth. Fish: down. Trade: more." + body, briefings.Details{Title: "The ministers met.", TitleFrom: "sentence"}},
		{"dateline with a stop", "a.txt", "OSTBURG, 17 February 2024. The two ministers met. They spoke." + body, briefings.Details{Title: "The two ministers met.", TitleFrom: "sentence", Published: "2024-02-17", PublishedFrom: "text"}},
		{"dateline with a colon", "a.txt", "Ostburg, Saturday, February 17, 2024: The two ministers met. They spoke." + body, briefings.Details{Title: "The two ministers met.", TitleFrom: "sentence", Published: "2024-02-17", PublishedFrom: "text"}},
		{"dateline, abbreviated", "a.txt", "OSTBURG, Sept. 5, 2024. The two ministers met. They spoke." + body, briefings.Details{Title: "The two ministers met.", TitleFrom: "sentence", Published: "2024-09-05", PublishedFrom: "text"}},
		{"dateline in brackets", "a.txt", "(Ostburg, 17 February 2024) The two ministers met. They spoke." + body, briefings.Details{Title: "The two ministers met.", TitleFrom: "sentence", Published: "2024-02-17", PublishedFrom: "text"}},
		{"dateline, the day first", "a.txt", "17 February 2024, Ostburg. The two ministers met. They spoke." + body, briefings.Details{Title: "The two ministers met.", TitleFrom: "sentence", Published: "2024-02-17", PublishedFrom: "text"}},
		{"dateline under a heading", "a.txt", "Ministers meet\n\nOSTBURG, 17 February 2024. The two ministers met. They spoke." + body, briefings.Details{Title: "Ministers meet", TitleFrom: "heading", Published: "2024-02-17", PublishedFrom: "text"}},
		{"dateline without year, stop", "a.txt", "Ostburg, 17 February. The two ministers met. They spoke." + body, briefings.Details{Title: "The two ministers met.", TitleFrom: "sentence"}},
		{"a district is no newsroom", "a.txt", "Washington, D.C., February 17, 2024 – The two ministers met. They spoke." + body, briefings.Details{Title: "The two ministers met.", TitleFrom: "sentence", Published: "2024-02-17", PublishedFrom: "text"}},
		{"a sentence with a day is no dateline", "a.txt", "On 17 February 2024 the ministers met. They spoke." + body, briefings.Details{Title: "On 17 February 2024 the ministers met.", TitleFrom: "sentence"}},
		{"russian", "a.txt", "Министр иностранных дел Сильвании приняла посла Княжества Ост. Они говорили о торговле и о границе, а также о том, что будет на реке.", briefings.Details{Title: "Министр иностранных дел Сильвании приняла посла Княжества Ост.", TitleFrom: "sentence", Lang: "ru"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, _ := parsed(t, tt.file, tt.in)
			want := tt.want
			if want.Kind == "" {
				want.Kind = briefings.KindOther
			}
			if want.Lang == "" {
				want.Lang = d.Details.Lang
			}
			if got := d.Details; got.Title != want.Title || got.TitleFrom != want.TitleFrom || got.Source != want.Source || got.Published != want.Published ||
				got.PublishedFrom != want.PublishedFrom || got.Kind != want.Kind || got.Lang != want.Lang || got.URL != want.URL {
				t.Errorf("\n got %+v\nwant %+v\n%s", got, want, d.Markdown)
			}
		})
	}
}

func TestDay(t *testing.T) {
	tests := []struct{ in, want string }{
		{"2024-02-17", "2024-02-17"},
		{" 2024-02-17T10:00:00+01:00 ", "2024-02-17T10:00:00+01:00"},
		{"2024-02-17T10:00:00Z", "2024-02-17T10:00:00Z"},
		{"2024-02-17T10:00:00.123Z", "2024-02-17T10:00:00Z"},
		{"2021-12-04 16:45:00-05:00", "2021-12-04T16:45:00-05:00"},
		{"2021-12-04 16:45:00", "2021-12-04"},
		{"17 February 2024", "2024-02-17"},
		{"February 17, 2024", "2024-02-17"},
		{"Saturday, February 17, 2024", "2024-02-17"},
		{"Feb. 17, 2024", "2024-02-17"},
		{"17th of February 2024", "2024-02-17"},
		{"Sat, 17 Feb 2024 10:00:00 +0000", "2024-02-17T10:00:00Z"},
		{"Sat, 17 Feb 2024 10:00:00 GMT", "2024-02-17T10:00:00Z"},
		{"Sat, 17 Feb 2024 10:00:00 EST", "2024-02-17T10:00:00-05:00"},
		{"17 февраля 2024 года", "2024-02-17"},
		{"17 février 2024", "2024-02-17"},
		{"17. Februar 2024", "2024-02-17"},
		{"17 de febrero de 2024", "2024-02-17"},
		{"17 Şubat 2024", "2024-02-17"},
		{"2024年2月17日", "2024-02-17"},
		{"17.02.2024", "2024-02-17"},
		{"17/02/2024", "2024-02-17"},
		{"02/17/2024", "2024-02-17"},
		{"02/03/2024", ""},
		{"20240217", "2024-02-17"},
		{"April 12, 2020, 21:50", "2020-04-12"},
		{"2023-02-29", ""},
		{"31 April 2024", ""},
		{"February 2024", ""},
		{"17 February", ""},
		{"tomorrow", ""},
		{"", ""},
		{"2024-02-17 is a day", ""},
	}
	for _, tt := range tests {
		got, err := Day(tt.in)
		if string(got) != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("Day(%q) = %q, %v; want %q", tt.in, got, err, tt.want)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("Day(%q): error of several lines", tt.in)
		}
	}
}

func TestDateOfFile(t *testing.T) {
	for name, want := range map[string]briefings.Date{
		"2024-02-17-a.txt": "2024-02-17", "20240217_a.txt": "2024-02-17", "/x/2024_02_17.md": "2024-02-17", `C:\x\2024.02.17 a.md`: "2024-02-17",
		"2024-0217.txt": "", "2024-02-30-a.txt": "", "a-2024-02-17.txt": "", "202402171.txt": "", "99990101-x": "", "": "", "-": "",
	} {
		if got := dateOfFile(name); got != want {
			t.Errorf("dateOfFile(%q) = %q; want %q", name, got, want)
		}
	}
}

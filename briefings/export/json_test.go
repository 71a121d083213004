package export

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"readout/briefings"
)

func TestJSON(t *testing.T) {
	in := map[string]string{"k": "a<b>&c “é” 中\u200d \u202e\u2028\u009b\x7f\x1b\ufeff\U000e0041\ue000 \"\\"}
	got, err := JSON(in, false)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"k":"a<b>&c “é” 中` + "\u200d" + ` \u202e\u2028\u009b\u007f\u001b\ufeff\udb40\udc41\ue000 \"\\"}` + "\n"
	if string(got) != want {
		t.Errorf("JSON = %s; want %s", got, want)
	}
	var out map[string]string
	if err := json.Unmarshal(got, &out); err != nil || out["k"] != in["k"] {
		t.Errorf("it reads back as %q, %v", out["k"], err)
	}
	if _, err := JSON(make(chan int), true); err == nil {
		t.Error("a channel marshals")
	}
}

func TestRecordHasAllKeys(t *testing.T) {
	got, err := JSON(Record(&briefings.Article{}), false)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"","title":"","source":"","url":"","published":"","kind":"","lang":"","tags":[],"read":false,"starred":false,"revision":0,"title_from":"","published_from":"","text":"","speakers":[],"people":[],"topics":[],"statements":[],"annotations":[]}` + "\n"
	if string(got) != want {
		t.Errorf("an empty article is\n%s; want\n%s", got, want)
	}
	a := article(t)
	got, err = JSON(Record(a), true)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(got), "null,\n      \"topics\"") || strings.Contains(string(got), `": null`) && strings.Count(string(got), `": null`) != 6 {
		t.Errorf("null beyond the places of three notes:\n%s", got)
	}
	if a.Analysis.Statements[1].Topics != nil {
		t.Error("Record changed the article")
	}
	if !strings.Contains(string(got), `"content": [`) || !strings.Contains(string(got), `"grounds": "title"`) {
		t.Errorf("statements:\n%s", got)
	}
}

func TestNoteKeys(t *testing.T) {
	n := briefings.Annotation{
		ID: "01H", Briefing: "b1", Quote: &briefings.QuoteSelector{Exact: "q"}, At: &briefings.Span{Start: 3, End: 4},
		State: briefings.Moved, Color: 2, Text: "t", Created: time.Date(2031, 1, 2, 3, 4, 5, 6, time.FixedZone("", 3600)),
	}
	got, _ := JSON(Note(&n), false)
	want := `{"id":"01H","briefing":"b1","quote":"q","start":3,"end":4,"state":"moved","text":"t","color":2,"tags":[],"created":"2031-01-02T02:04:05Z","modified":""}` + "\n"
	if string(got) != want {
		t.Errorf("Note = %s; want %s", got, want)
	}
	n.At = nil
	got, _ = JSON(Note(&n), false)
	if !strings.Contains(string(got), `"start":null,"end":null`) {
		t.Errorf("without a place: %s", got)
	}
}

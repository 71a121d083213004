package theme

import (
	"strings"
	"testing"
)

func TestProfile(t *testing.T) {
	const (
		colour = "colour"
		none   = "no colour"
		flat   = "no colour, flat"
	)
	for _, tt := range []struct {
		env    string
		wishes Wishes
		want   string
	}{
		{"TERM=xterm-256color", Wishes{}, colour},
		{"TERM=xterm-256color", Wishes{NoColorFlag: true}, none},
		{"TERM=xterm-256color", Wishes{NoColor: true}, none},
		{"TERM=xterm-256color NO_COLOR=1", Wishes{}, none},
		{"TERM=xterm-256color NO_COLOR=0", Wishes{}, none},
		{"TERM=xterm-256color NO_COLOR=yes", Wishes{}, none},
		{"TERM=xterm-256color NO_COLOR=", Wishes{}, colour},
		{"TERM=xterm NO_COLOR=1 CLICOLOR_FORCE=1", Wishes{}, none},
		{"TERM=xterm CLICOLOR_FORCE=1", Wishes{NoColorFlag: true}, none},
		{"TERM=xterm CLICOLOR_FORCE=1", Wishes{NoColor: true}, colour},
		{"TERM=xterm CLICOLOR_FORCE=0", Wishes{NoColor: true}, none},
		{"TERM=xterm CLICOLOR=0", Wishes{}, none},
		{"TERM=xterm CLICOLOR=1", Wishes{}, colour},
		{"TERM=xterm CLICOLOR=0 CLICOLOR_FORCE=1", Wishes{}, colour},
		{"TERM=dumb", Wishes{}, flat},
		{"TERM=dumb CLICOLOR=1", Wishes{}, flat},
		{"TERM=dumb CLICOLOR_FORCE=1", Wishes{}, "colour, flat"},
		{"", Wishes{}, flat},
		{"WINDOWS=1", Wishes{}, colour},
		{"WINDOWS=1 TERM=dumb", Wishes{}, flat},
		{"TERM=xterm", Wishes{FlatFlag: true}, "colour, flat"},
		{"TERM=xterm", Wishes{Flat: true}, "colour, flat"},
		{"TERM=xterm NO_COLOR=1", Wishes{Flat: true}, flat},
	} {
		env := map[string]string{}
		for pair := range strings.FieldsSeq(tt.env) {
			name, value, _ := strings.Cut(pair, "=")
			env[name] = value
		}
		out := Profile(func(name string) string { return env[name] }, env["WINDOWS"] != "", tt.wishes)
		got := none
		if out.Color {
			got = colour
		}
		if out.Flat {
			got += ", flat"
		}
		if got != tt.want {
			t.Errorf("%q, %+v: %s, want %s", tt.env, tt.wishes, got, tt.want)
		}
	}
}

package cli

import "testing"

func TestHyperlinks(t *testing.T) {
	for _, tt := range []struct {
		env  map[string]string
		want bool
	}{
		{map[string]string{"TERM": "xterm-256color"}, false},
		{map[string]string{"TERM": "xterm-kitty"}, true},
		{map[string]string{"TERM": "xterm-256color", "VTE_VERSION": "7002"}, true},
		{map[string]string{"TERM": "xterm-256color", "VTE_VERSION": "4800"}, false},
		{map[string]string{"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, true},
		{map[string]string{"TERM": "tmux-256color", "TERM_PROGRAM": "WezTerm", "TMUX": "/x"}, false},
		{map[string]string{"TERM": "screen", "FORCE_HYPERLINK": "1"}, true},
		{map[string]string{"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, false},
		{map[string]string{"TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.5a"}, true},
		{map[string]string{"TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"}, false},
		{nil, false},
	} {
		if got := hyperlinks(func(k string) string { return tt.env[k] }); got != tt.want {
			t.Errorf("hyperlinks(%v) = %v", tt.env, got)
		}
	}
}

package parse

import "testing"

func TestParseThin(t *testing.T) {
	d, err := Parse(Input{Name: "2024-02-17-x.txt", Data: []byte("The minister met her colleague.\n\nThey spoke.\n")})
	if err != nil || d.Details.Published != "2024-02-17" {
		t.Fatalf("got %+v, %v", d, err)
	}
}

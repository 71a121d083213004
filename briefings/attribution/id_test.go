package attribution

import "testing"

func TestPerson(t *testing.T) {
	for _, tt := range []struct{ name, day, id, called, role, country string }{
		{"  Eva   Moor ", "2024-02-17", "eva-moor", "Eva Moor", "", ""},
		{"Volodymyr Zelensky", "2024-02-17", "volodymyr-zelenskyy", "Volodymyr Zelenskyy", "President", "UA"},
		{"Volodymyr Zelenskyy", "1999-01-01", "volodymyr-zelenskyy", "Volodymyr Zelenskyy", "", "UA"},
	} {
		p := Person(tt.name, tt.day)
		if p.ID != tt.id || p.Name != tt.called || p.Role != tt.role || p.CountryCode != tt.country {
			t.Errorf("Person(%q, %s) = %+v", tt.name, tt.day, p)
		}
	}
}

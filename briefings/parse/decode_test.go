package parse

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/net/html/charset"

	"readout/briefings/markup"
)

// samples are texts of fictional states, one in each of the encodings that old
// pages of ministries are in.
var encodedSamples = []struct{ charset, text string }{
	{"windows-1251", "Министр иностранных дел Республики Сильвания принял посла Княжества Ост. Стороны обсудили торговлю, границу и подготовку встречи двух президентов в столице."},
	{"koi8-r", "Министр иностранных дел Республики Сильвания принял посла Княжества Ост. Стороны обсудили торговлю, границу и подготовку встречи двух президентов в столице."},
	{"windows-1252", "Le ministre du commerce extérieur de la Sylvanie a reçu l’ambassadeur d’Ost. Ils ont évoqué la coopération économique, la frontière et la préparation du sommet à l’été."},
	{"iso-8859-1", "Der Außenminister von Sylvanien hat den Botschafter für Gespräche über die Grenze empfangen. Beide Seiten würdigten die Fortschritte der letzten Monate und wollen häufiger reden."},
	{"windows-1250", "Minister spraw zagranicznych Sylwanii przyjął dziś ambasadora Księstwa Ost. Strony omówiły współpracę gospodarczą, granicę oraz przygotowania do szczytu, który odbędzie się wkrótce."},
	{"gbk", "西尔瓦尼亚共和国外交部长今天会见了奥斯特公国大使。双方就边界、贸易以及两国总统会晤的准备工作交换了意见，并同意继续保持联系。"},
	{"shift_jis", "シルバニア共和国の外務大臣は本日、オスト公国の大使と会談しました。双方は国境と貿易、首脳会談の準備について意見を交換しました。"},
	{"euc-kr", "실바니아 공화국 외교부 장관은 오늘 오스트 공국 대사를 만났다. 양측은 국경과 무역, 정상회담 준비에 대해 의견을 나누었다."},
	{"big5", "西爾瓦尼亞共和國外交部長今天會見了奧斯特公國大使。雙方就邊界、貿易以及兩國總統會晤的準備工作交換了意見，並同意繼續保持聯繫。"},
}

func encode(t *testing.T, name, text string) []byte {
	t.Helper()
	enc, _ := charset.Lookup(name)
	out, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return out
}

func TestDecodeGuess(t *testing.T) {
	for _, s := range encodedSamples {
		text := strings.Repeat(s.text+"\n\n", 3)
		got, warning, err := decode(encode(t, s.charset, text))
		if err != nil || got != text {
			t.Errorf("%s: got %.120q, %v", s.charset, got, err)
		}
		if warning == "" {
			t.Errorf("%s: no warning that the encoding was guessed", s.charset)
		}
	}
}

func TestDecodeDeclared(t *testing.T) {
	for _, s := range encodedSamples {
		for _, page := range []string{
			`<html><head><meta charset="` + s.charset + `"><title>x</title></head><body><p>` + s.text + `</p></body></html>`,
			`<html><head><meta http-equiv="Content-Type" content="text/html; charset=` + s.charset + `"></head><body><p>` + s.text + `</p></body></html>`,
			`<?xml version="1.0" encoding="` + s.charset + `"?><!DOCTYPE html><html><body><p>` + s.text + `</p></body></html>`,
		} {
			d, err := Parse(Input{Name: "page.html", Data: encode(t, s.charset, page)})
			if err != nil {
				t.Errorf("%s: %v", s.charset, err)
				continue
			}
			if text, _ := markup.Parse(d.Markdown).Text(); text != s.text || len(d.Warnings) > 0 {
				t.Errorf("%s: text %q, warnings %q", s.charset, text, d.Warnings)
			}
		}
	}
}

func utf16Bytes(s string, order binary.ByteOrder, mark bool) []byte {
	var b bytes.Buffer
	if mark {
		s = "\ufeff" + s
	}
	for _, u := range utf16.Encode([]rune(s)) {
		_ = binary.Write(&b, order, u)
	}
	return b.Bytes()
}

func TestDecodeMarks(t *testing.T) {
	const text = "The ministers of Sylvania and Ost met — “in a good spirit”.\nThey agreed to meet again.\n"
	for name, data := range map[string][]byte{
		"utf-8":              []byte(text),
		"utf-8 mark":         []byte("\ufeff" + text),
		"utf-16 little mark": utf16Bytes(text, binary.LittleEndian, true),
		"utf-16 big mark":    utf16Bytes(text, binary.BigEndian, true),
		"utf-16 little":      utf16Bytes(text, binary.LittleEndian, false),
		"utf-16 big":         utf16Bytes(text, binary.BigEndian, false),
	} {
		got, warning, err := decode(data)
		if err != nil || warning != "" || strings.TrimPrefix(got, "\ufeff") != text {
			t.Errorf("%s: got %q, warning %q, %v", name, got, warning, err)
		}
	}
	got, warning, err := decode([]byte("The minister’s caf\xe9 — “good”, he said: “very good” — and left."))
	if err != nil || warning == "" || !strings.Contains(got, "minister’s caf\ufffd —") {
		t.Errorf("nearly UTF-8: got %q, %q, %v", got, warning, err)
	}
}

func TestRefusals(t *testing.T) {
	zip := "PK\x03\x04\x14\x00\x00\x00" + strings.Repeat("\x00", 18) + "word/document.xml"
	tests := []struct{ name, data, want string }{
		{"empty", "", "empty"},
		{"white space", " \n\t\u00a0\ufeff\n", "white space"},
		{"pdf", "%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"},
		{"docx", zip, "Word"},
		{"zip", "PK\x03\x04abc\x00", "ZIP"},
		{"gzip", "\x1f\x8b\x08\x00\x00", "gzip"},
		{"png", "\x89PNG\r\n\x1a\n\x00", "PNG"},
		{"jpeg", "\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"},
		{"rtf", "{\\rtf1\\ansi hello}", "RTF"},
		{"nuls", "text\x00text", "binary"},
		{"rss", `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>`, "feeds are not read yet"},
		{"atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>`, "feeds are not read yet"},
		{"rdf", `<?xml version="1.0"?><!-- c --><rdf:RDF xmlns:rdf="x"></rdf:RDF>`, "feeds are not read yet"},
		{"json feed", `{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []}`, "feeds are not read yet"},
		{"opml", `<opml version="2.0"><body/></opml>`, "OPML"},
		{"json", `{"title": "x"}`, "JSON"},
		{"json array", `[{"title": "x"}]`, "JSON"},
		{"broken json", `{"title": "x", `, "JSON"},
		{"xml", `<?xml version="1.0"?><visits><visit/></visits>`, "XML"},
		{"svg", `<svg xmlns="http://www.w3.org/2000/svg"><text>x</text></svg>`, "SVG"},
		{"only markup", "<html><body><nav>Home</nav><script>x()</script></body></html>", "no text"},
		{"only front matter", "---\ntitle: x\n---\n", "no text"},
		{"only end mark", "###\n", "no text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(Input{Name: "x", Data: []byte(tt.data)})
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v; want one line with %q", err, tt.want)
			}
		})
	}
	if _, err := Parse(Input{Data: make([]byte, MaxSize+1)}); err == nil || !strings.Contains(err.Error(), "MB") {
		t.Errorf("too large: error %v", err)
	}
	for _, text := range []string{"MZ is a town in Ost where the ministers met today.", "BZh.", "ID3 is what they called the agreement of Ost.", "[sic] He said so.", "{He} said so.", "[1] The ministers met."} {
		if _, err := Parse(Input{Data: []byte(text)}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

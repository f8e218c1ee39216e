use super::*;

/// What a file comes to: its rows, and the line of one without an end.
fn read(bytes: &[u8]) -> (Vec<Vec<String>>, Option<u64>) {
    let mut file = open(bytes).expect("bytes can be read");
    let mut rows = Vec::new();
    let mut endless = file.headers().err().and_then(|error| Endless::of(&error));
    if endless.is_none() {
        rows.push(file.headers().expect("read").iter().map(str::to_owned).collect());
        let mut record = csv::StringRecord::new();
        loop {
            match file.read_record(&mut record) {
                Ok(true) => rows.push(record.iter().map(str::to_owned).collect()),
                Ok(false) => break,
                Err(error) => {
                    endless = Some(Endless::of(&error).expect("it has no end"));
                    break;
                }
            }
        }
    }
    (rows, endless.map(|endless| endless.line))
}

#[test]
fn what_stands_between_fields_is_found_out() {
    for text in [
        "name,number\nAn,7\n",
        "name;number\r\n An ; 7\r\n",
        "name\tnumber\n\"An\"\t7",
        "\u{feff}name,number\nAn,7",
    ] {
        let (rows, endless) = read(text.as_bytes());
        assert_eq!(rows.last().map(|row| row.join("|")).as_deref(), Some("An|7"), "{text:?}");
        assert_eq!((rows.len(), endless), (2, None), "{text:?}");
    }
}

#[test]
fn a_row_without_an_end_is_known_by_its_line() {
    let long = format!("a,b\n1,2\n{},2\n", "x".repeat(LONGEST_ROW));
    for (text, line) in [
        ("a,b\n1,2\n3,\"4\n5,6\n", Some(3)),
        ("a,b\n1,\"2\"\"\n", Some(2)),
        ("a,b\n1,\"2\"\"\"\n", None),
        ("a,b\n1,2\"\n", None),
        (long.as_str(), Some(3)),
        ("", None),
    ] {
        assert_eq!(read(text.as_bytes()).1, line, "{text:.40}");
        // In pieces, as they come over the net, it is the same.
        let mut ends = RowEnds::of(text.as_bytes());
        let followed = text.as_bytes().chunks(3).try_for_each(|piece| ends.follow(piece));
        assert_eq!(followed.and_then(|()| ends.end()).err().map(|endless| endless.line), line, "{text:.40}");
    }
}

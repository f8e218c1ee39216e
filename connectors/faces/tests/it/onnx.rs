//! A model of the test's own: the mean of each colour over the whole picture, written by hand in the wire format of
//! Protocol Buffers after `onnx.proto` of ONNX 1.17. Pictures of one colour are alike to it.

fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(u8::try_from(value & 0x7f).expect("seven bits") | 0x80);
        value >>= 7;
    }
    bytes.push(u8::try_from(value).expect("seven bits"));
    bytes
}

fn number(field: u64, value: u64) -> Vec<u8> {
    [varint(field << 3), varint(value)].concat()
}

fn bytes(field: u64, value: &[u8]) -> Vec<u8> {
    [varint(field << 3 | 2), varint(value.len() as u64), value.to_vec()].concat()
}

fn message(field: u64, parts: &[Vec<u8>]) -> Vec<u8> {
    bytes(field, &parts.concat())
}

/// `NodeProto`: inputs 1, output 2, `op_type` 4.
fn node(operator: &str, inputs: &[&str], output: &str) -> Vec<u8> {
    let inputs: Vec<_> = inputs.iter().map(|input| bytes(1, input.as_bytes())).collect();
    message(1, &[inputs.concat(), bytes(2, output.as_bytes()), bytes(4, operator.as_bytes())])
}

/// `ValueInfoProto` of numbers of type `f32` (1) in this shape.
fn value(field: u64, name: &str, shape: &[u64]) -> Vec<u8> {
    let sides: Vec<_> = shape.iter().map(|side| message(1, &[number(1, *side)])).collect();
    let tensor = message(1, &[number(1, 1), message(2, &sides)]);
    message(field, &[bytes(1, name.as_bytes()), message(2, &[tensor])])
}

/// `ModelProto`: version of the format, operators of version 13, and the graph.
fn model(nodes: &[Vec<u8>], input: &[u64], output: &[u64]) -> Vec<u8> {
    let ends = [value(11, "picture", input), value(12, "vector", output)];
    let graph = message(7, &[nodes.concat(), bytes(2, b"means"), ends.concat()]);
    [number(1, 8), message(8, &[number(2, 13)]), graph].concat()
}

/// The means of the colours of a picture of this size.
pub(crate) fn means(side: u64) -> Vec<u8> {
    let nodes = [node("GlobalAveragePool", &["picture"], "means"), node("Flatten", &["means"], "vector")];
    model(&nodes, &[1, 3, side, side], &[1, 3])
}

/// The mean of the first colour alone, by weights that come with the model (`TensorProto`: dims 1, type 2, name 8, raw 9).
pub(crate) fn first_colour() -> Vec<u8> {
    let nodes = [
        node("GlobalAveragePool", &["picture"], "means"),
        node("Mul", &["means", "weights"], "first"),
        node("Flatten", &["first"], "vector"),
    ];
    let raw: Vec<u8> = [1.0_f32, 0.0, 0.0].into_iter().flat_map(f32::to_le_bytes).collect();
    let dims: Vec<u8> = [1, 3, 1, 1].into_iter().flat_map(|side| number(1, side)).collect();
    let weights = message(5, &[dims, number(2, 1), bytes(8, b"weights"), bytes(9, &raw)]);
    model(&[nodes.concat(), weights], &[1, 3, 8, 8], &[1, 3])
}

/// One that gives back a picture, which is no vector.
pub(crate) fn echo() -> Vec<u8> {
    model(&[node("Identity", &["picture"], "vector")], &[1, 3, 8, 8], &[1, 3, 8, 8])
}

/// One that takes something else than three colours.
pub(crate) fn grey() -> Vec<u8> {
    let nodes = [node("GlobalAveragePool", &["picture"], "means"), node("Flatten", &["means"], "vector")];
    model(&nodes, &[1, 1, 8, 8], &[1, 1])
}

/// ONNX files: a graph of operators with its constants, written in the wire format of protocol buffers.
///
/// Only what is needed to write such a file is here. The library of protocol buffers would bring two megabytes, and
/// code that JDK 25 warns of.
@org.jspecify.annotations.NullMarked
package ctrsweep.model.onnx;

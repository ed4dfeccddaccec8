/// JSON as text: [ctrsweep.json.Json] writes values and reads them back, [ctrsweep.json.JsonNumbers] reads the
/// numbers that a program printed. Only this package and the report page know Gson.
@org.jspecify.annotations.NullMarked
package ctrsweep.json;

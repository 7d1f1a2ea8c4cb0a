using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>The one pass over the JSON of an inference request: finds the tensors, and takes the bytes of raw ones.</summary>
/// <param name="tensors">The tensors of the model.</param>
/// <param name="raw">The bytes behind the JSON.</param>
/// <param name="isRawAllowed">Whether the request says where they begin.</param>
internal sealed class InferenceScan(ModelTensors tensors, ReadOnlyMemory<byte> raw, bool isRawAllowed)
{
    private readonly InferenceRequest _request = new();
    private ReadOnlyMemory<byte> _raw = raw;

    public InferenceRequest Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw Broken("It must be an object with a list 'inputs'");
        bool hasInputs = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            using var name = new UnescapedText(new JsonCell(reader));
            reader.Read();
            if (name.Utf8.SequenceEqual("id"u8)) _request.Id = TextOf(reader, "'id'");
            else if (name.Utf8.SequenceEqual("parameters"u8)) _request.IsRaw = TensorParameters.Read(ref reader).IsRawOutput ?? false;
            else if (name.Utf8.SequenceEqual("outputs"u8) && reader.TokenType != JsonTokenType.Null)
            {
                Enter(reader, "outputs");
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) ReadOutput(ref reader);
            }
            else if (name.Utf8.SequenceEqual("inputs"u8))
            {
                hasInputs = true;
                Enter(reader, "inputs");
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) ReadInput(ref reader);
            }
            else reader.Skip();
        }

        // What follows the object is no JSON, and the reader says where.
        reader.Read();
        if (!hasInputs) throw Broken("It must have a list 'inputs' of tensors");
        if (!_raw.IsEmpty) throw Broken($"Its body has {_raw.Length} bytes behind those of the tensors");
        return _request;
    }

    /// <summary>Returns a text of the request.</summary>
    public static string? TextOf(in Utf8JsonReader reader, string what)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.String) throw Broken($"{what} must be a text");
        using var text = new UnescapedText(new JsonCell(reader));
        return InferenceRequest.TextOf(text.Utf8);
    }

    public static ScoringInputException Broken(string problem) =>
        ScoringInputException.BadRequest($"The request is none of the Open Inference Protocol. {problem}.");

    private static void Enter(in Utf8JsonReader reader, string list)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw Broken($"'{list}' must be a list of objects");
    }

    private void ReadOutput(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw Broken("'outputs' must be a list of objects");
        string? output = null;
        bool? isRaw = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            using var name = new UnescapedText(new JsonCell(reader));
            reader.Read();
            if (name.Utf8.SequenceEqual("name"u8)) output = TextOf(reader, "The name of an output");
            else if (name.Utf8.SequenceEqual("parameters"u8)) isRaw = TensorParameters.Read(ref reader).IsRaw;
            else reader.Skip();
        }

        _request.Want(tensors.OutputOf(output), isRaw);
    }

    private void ReadInput(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw Broken("'inputs' must be a list of objects");
        var scan = new TensorScan(tensors);
        scan.Read(ref reader);
        if (scan.RawLength is { } length)
        {
            if (!isRawAllowed)
                throw Broken($"{scan.Label} has binary_data_size, so the header Inference-Header-Content-Length must say how long the JSON "
                    + $"before the bytes is");
            if (length < 0 || length > _raw.Length)
                throw Broken($"{scan.Label} has a binary_data_size of {length}, and {_raw.Length} bytes are left in the body");
            scan.Raw = _raw[..(int)length];
            _raw = _raw[(int)length..];
        }

        if (scan.Column != InputTensor.NoColumn) _request.Inputs.Add(scan.Tensor());
    }
}

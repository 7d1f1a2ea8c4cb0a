using System.Text;

namespace FraudMl.Serving;

/// <summary>A request of the Open Inference Protocol: its tensors, and what it wants back.</summary>
internal sealed class InferenceRequest
{
    /// <value>The id that the answer repeats; null when there is none.</value>
    public string? Id { get; set; }

    /// <value>The input tensors.</value>
    public List<InputTensor> Inputs { get; } = [];

    /// <value>The outputs by the request's wish and order, and whether each is to be raw; empty: all of them.</value>
    public List<(OutputTensor Tensor, bool? IsRaw)> Outputs { get; } = [];

    /// <value>Whether outputs are raw where nothing else is said of them.</value>
    public bool IsRaw { get; set; }

    /// <summary>Returns the outputs to answer.</summary>
    public (OutputTensor Tensor, bool IsRaw)[] OutputsOf(ModelTensors tensors) => Outputs.Count == 0
        ? Array.ConvertAll(tensors.AllOutputs, output => (output, IsRaw))
        : [.. Outputs.Select(output => (output.Tensor, output.IsRaw ?? IsRaw))];

    /// <summary>Asks for an output.</summary>
    public void Want(OutputTensor tensor, bool? isRaw)
    {
        if (Outputs.Any(output => output.Tensor == tensor))
            throw ScoringInputException.BadRequest("The request asks for an output twice. Name each once.");
        Outputs.Add((tensor, isRaw));
    }

    /// <summary>Reads a body over HTTP.</summary>
    /// <param name="tensors">The tensors of the model.</param>
    /// <param name="body">The JSON, and behind it the bytes of raw tensors.</param>
    /// <param name="jsonLength">The length of the JSON; null where nothing follows it.</param>
    public static InferenceRequest Read(ModelTensors tensors, Memory<byte> body, int? jsonLength)
    {
        if (jsonLength > body.Length)
            throw ScoringInputException.BadRequest($"The header Inference-Header-Content-Length must be the number of bytes of JSON that "
                + $"the body begins with, at most {body.Length}. It is larger.");
        ReadOnlyMemory<byte> raw = body[(jsonLength ?? body.Length)..];
        return JsonBody.Scan(
            body[..(jsonLength ?? body.Length)], json => new InferenceScan(tensors, raw, isRawAllowed: jsonLength is not null).Read(json));
    }

    /// <summary>Returns a text of a request, with what is no UTF-8 replaced.</summary>
    public static string TextOf(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}

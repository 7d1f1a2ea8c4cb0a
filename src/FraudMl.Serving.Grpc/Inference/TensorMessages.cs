using Google.Protobuf;
using Google.Protobuf.Collections;

namespace FraudMl.Serving.Grpc;

/// <summary>Turns messages into tensors and back. Raw contents stay where the message has them.</summary>
internal static class TensorMessages
{
    /// <summary>Returns the tensors of a request, checked, and what it wants back.</summary>
    public static InferenceRequest Read(ModelTensors tensors, ModelInferRequest request)
    {
        RepeatedField<ByteString> raw = request.RawInputContents;
        if (raw.Count > 0 && raw.Count != request.Inputs.Count)
            throw ScoringInputException.BadRequest($"raw_input_contents must have the values of each input tensor, in their order. "
                + $"Got {raw.Count} for {request.Inputs.Count} tensors.");
        var wanted = new InferenceRequest { IsRaw = IsTrue(request.Parameters, "binary_data_output") ?? raw.Count > 0 };
        for (int i = 0; i < request.Inputs.Count; i++)
        {
            ModelInferRequest.Types.InferInputTensor input = request.Inputs[i];
            int column = tensors.ColumnOf(input.Name);
            if (column != InputTensor.NoColumn) wanted.Inputs.Add(Read(tensors, column, input, raw.Count > 0 ? raw[i] : null));
        }

        foreach (ModelInferRequest.Types.InferRequestedOutputTensor output in request.Outputs)
            wanted.Want(tensors.OutputOf(output.Name), IsTrue(output.Parameters, "binary_data"));
        return wanted;
    }

    /// <summary>Returns the answer.</summary>
    public static ModelInferResponse Answer(
        ModelTensors tensors, ServedModel model, ModelInferRequest request, InferenceRequest wanted, TensorAnswer answer)
    {
        var response = new ModelInferResponse
        {
            ModelName = request.ModelName,
            ModelVersion = answer.AnsweredBy?.Version ?? "",
            Id = request.Id,
        };
        (OutputTensor Tensor, bool IsRaw)[] outputs = wanted.OutputsOf(tensors);

        // By the protocol either all outputs are raw or none is.
        bool isRaw = Array.TrueForAll(outputs, output => output.IsRaw);
        foreach ((OutputTensor output, _) in outputs)
        {
            TensorMetadata described = tensors.Outputs[(int)output];
            var tensor = new ModelInferResponse.Types.InferOutputTensor { Name = described.Name, Datatype = described.Datatype };
            tensor.Shape.Add(answer.RowCount);
            if (isRaw) response.RawOutputContents.Add(ByteString.CopyFrom(answer.Raw(output)));
            else tensor.Contents = ContentsOf(answer, output);
            response.Outputs.Add(tensor);
        }

        return response;
    }

    private static InputTensor Read(ModelTensors tensors, int column, ModelInferRequest.Types.InferInputTensor input, ByteString? raw)
    {
        TensorType type = TensorTypes.Find(input.Datatype) ?? throw TensorScan.WrongType(tensors, column);
        Span<long> shape = stackalloc long[Math.Min(input.Shape.Count, 8)];
        for (int dimension = 0; dimension < shape.Length; dimension++) shape[dimension] = input.Shape[dimension];
        InputTensor tensor = InputTensor.Checked(tensors, column, type, shape);
        if (raw is null) return new TypedContents(tensors, tensor).With(input.Contents);
        if (input.Contents is not null)
            throw ScoringInputException.BadRequest(
                $"Tensor '{tensors.NameOf(column)}' must have contents or raw_input_contents, not both.");
        return tensor with { Raw = raw.Memory };
    }

    private static InferTensorContents ContentsOf(TensorAnswer answer, OutputTensor output)
    {
        var contents = new InferTensorContents();
        if (output == OutputTensor.Probability) contents.Fp64Contents.AddRange(answer.Probabilities);
        else contents.Int64Contents.AddRange(answer.Decisions);
        return contents;
    }

    private static bool? IsTrue(MapField<string, InferParameter> parameters, string name) =>
        parameters.Count > 0 && parameters.TryGetValue(name, out InferParameter? parameter)
            && parameter.ParameterChoiceCase == InferParameter.ParameterChoiceOneofCase.BoolParam ? parameter.BoolParam : null;
}

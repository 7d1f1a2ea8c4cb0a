using Microsoft.AspNetCore.Http;

namespace FraudMl.Serving.Grpc;

/// <summary>The inference service: the models of the application, found by the names that the REST endpoints know them by.</summary>
internal sealed class InferenceService(ScoringServices services)
{
    private readonly OpenInferenceModels _models = new(services);
    private readonly int _largestMessage = InferenceLimits.LargestMessage(services);

    public ServerReadyResponse ServerReady() => new() { Ready = _models.IsReady };

    public static ServerMetadataResponse ServerMetadata() =>
        new() { Name = OpenInferenceModels.Platform, Version = FraudScoringEndpoints.Version };

    public ModelReadyResponse ModelReady(ModelReadyRequest request)
    {
        ServedModel? model = _models.Find(request.Name).Models.Current;
        if (model is not null) OpenInferenceModels.CheckVersion(model, request.Version);
        return new ModelReadyResponse { Ready = model is not null };
    }

    public ModelMetadataResponse ModelMetadata(ModelMetadataRequest request)
    {
        ServedModel model = _models.Find(request.Name, request.Version);
        var response = new ModelMetadataResponse { Name = request.Name, Platform = OpenInferenceModels.Platform };
        if (model.Version is not null) response.Versions.Add(model.Version);
        ModelTensors tensors = ModelTensors.Of(model);
        response.Inputs.AddRange(tensors.Inputs.Select(Described));
        response.Outputs.AddRange(tensors.Outputs.Select(Described));
        return response;
    }

    public ModelInferResponse ModelInfer(ModelInferRequest request, HttpContext http)
    {
        ScoringService service = _models.Find(request.ModelName);
        if (service.Options.MaximumBodyBytes < _largestMessage && request.CalculateSize() > service.Options.MaximumBodyBytes)
            throw RequestBuffers.TooLarge(service.Options.MaximumBodyBytes);
        if (!service.CanAnswer) throw ScoringInputException.Loading();
        using ModelLease lease = service.Lease();
        OpenInferenceModels.CheckVersion(lease.Model, request.ModelVersion);
        RequestBuffers buffers = service.Buffers.Get();
        try
        {
            return Score(service, lease.Model, request, http, buffers.Carried);
        }
        catch (Exception failed) when (service.TryLeaseInstead(lease.Model, failed, out ModelLease rules))
        {
            using (rules) return Score(service, rules.Model, request, http, buffers.Carried);
        }
        finally
        {
            service.Buffers.Return(buffers);
        }
    }

    private static ModelInferResponse Score(
        ScoringService service, ServedModel model, ModelInferRequest request, HttpContext http, CarriedValues carried)
    {
        if (model.IsFallback) http.Response.Headers[RequestEndpoint.FallbackHeader] = "true";
        using ScoringTelemetry.Scoring scoring = service.Telemetry.Begin(model);
        ModelTensors tensors = ModelTensors.Of(model);
        InferenceRequest wanted = TensorMessages.Read(tensors, request);
        using var answer = new TensorAnswer();
        new RequestScoring(service, model, http, carried).Score(scoring, new TensorReader(model, wanted.Inputs), answer);
        return TensorMessages.Answer(tensors, model, request, wanted, answer);
    }

    private static ModelMetadataResponse.Types.TensorMetadata Described(TensorMetadata tensor)
    {
        var described = new ModelMetadataResponse.Types.TensorMetadata { Name = tensor.Name, Datatype = tensor.Datatype };
        described.Shape.AddRange(tensor.Shape.Select(length => (long)length));
        return described;
    }
}

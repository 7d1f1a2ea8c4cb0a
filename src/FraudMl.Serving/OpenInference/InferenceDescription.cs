using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FraudMl.Serving;

/// <summary>Describes an inference for OpenAPI, with the tensors of the first model in service as the example.</summary>
internal sealed class InferenceDescription(OpenInferenceModels models)
{
    public Task DescribeAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        DescribeShapes(context.Document!);
        if (operation.RequestBody?.Content is not { } bodies) return Task.CompletedTask;
        if (bodies.TryGetValue(InferEndpoint.RawContent, out OpenApiMediaType? raw))
            raw.Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Format = "binary",
                Description = $"The JSON, as long as the header {InferEndpoint.JsonLengthHeader} says, then the bytes of its raw tensors.",
            };
        ServedModel? model = models.All.Select(service => service.Models.Current).FirstOrDefault(current => current is not null);
        if (model is not null && bodies.TryGetValue(ContentTypes.Json, out OpenApiMediaType? json))
            json.Example = new JsonObject { ["inputs"] = new JsonArray([.. ModelTensors.Of(model).Columns.Names.Texts
                .Select((_, column) => Example(ModelTensors.Of(model), column))]) };
        return Task.CompletedTask;
    }

    // What an application takes as text, too, is never one in a shape.
    private static void DescribeShapes(OpenApiDocument document)
    {
        foreach (string tensor in new[] { nameof(InferenceTensor), nameof(TensorMetadata) })
        {
            if (document.Components?.Schemas?.TryGetValue(tensor, out IOpenApiSchema? schema) != true
                || schema!.Properties?.TryGetValue("shape", out IOpenApiSchema? shape) != true || shape is not OpenApiSchema list) continue;
            list.Items = new OpenApiSchema { Type = JsonSchemaType.Integer };
        }
    }

    // Made up: what the training data held is nobody's business.
    private static JsonObject Example(ModelTensors tensors, int column) => new()
    {
        ["name"] = tensors.NameOf(column),
        ["datatype"] = tensors.Inputs[column].Datatype,
        ["shape"] = new JsonArray(1),
        ["data"] = new JsonArray(tensors.KindOf(column) switch
        {
            ColumnKind.Number => 1,
            ColumnKind.Timestamp => 1_767_225_600_000_000L,
            _ => "text",
        }),
    };
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace FraudMl.Serving;

/// <summary>Describes the bodies of requests for OpenAPI by the inputs of the model in service; with none yet, in general.</summary>
internal static class ModelDescription
{
    private const string Transaction = "FraudTransaction";
    private const string TransactionColumns = "FraudTransactionColumns";

    private static readonly string[] Answers = [nameof(Prediction), nameof(ScoreAnswer), nameof(ReasonAnswer), nameof(ProblemDetails)];

    public static Task DescribeScoreAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        DescribeReasons(operation);
        DescribeNumbers(context.Document!);
        if (InputsOf(context) is { } inputs && BodyOf(operation, ContentTypes.Json) is { } body)
        {
            body.Schema = TransactionOf(inputs, context);
            body.Example = Example(inputs);
        }

        return Task.CompletedTask;
    }

    public static Task DescribeBatchAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        DescribeReasons(operation);
        if (InputsOf(context) is not { } inputs) return Task.CompletedTask;
        foreach (string type in ContentTypes.JsonLines)
        {
            if (BodyOf(operation, type) is not { } lines) continue;
            lines.Schema = new OpenApiSchema { Type = JsonSchemaType.String,
                Description = $"In each line an object {NameOf(Transaction, context)}." };
            lines.Example = $"{Example(inputs).ToJsonString()}\n{Example(inputs).ToJsonString()}\n";
        }

        return Task.CompletedTask;
    }

    public static Task DescribeInvocationsAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        DescribeNumbers(context.Document!);
        if (InputsOf(context) is not { } inputs) return Task.CompletedTask;
        if (BodyOf(operation, ContentTypes.Json) is { } json)
        {
            json.Schema = FormatsOf(inputs, context);
            json.Example = new JsonObject { ["dataframe_records"] = new JsonArray(Example(inputs)) };
        }

        foreach (string type in (string[])[ContentTypes.Parquet, ContentTypes.OldParquet])
        {
            if (BodyOf(operation, type) is not { } parquet) continue;
            parquet.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary",
                Description = "A Parquet file with the columns of the model." };
        }

        if (BodyOf(operation, ContentTypes.Csv) is { } csv)
        {
            csv.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A header row, then the transactions." };
            csv.Example = string.Join(',', inputs.Select(input => input.Name)) + "\n"
                + string.Join(',', inputs.Select(input => $"{ExampleOf(input)}")) + "\n";
        }

        return Task.CompletedTask;
    }

    private static void DescribeReasons(OpenApiOperation operation)
    {
        if (operation.Parameters?.OfType<OpenApiParameter>().FirstOrDefault(parameter => parameter.Name == "reasons") is not { } reasons)
            return;
        reasons.Description = "The most reasons to tell.";
        reasons.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = $"{ScoreEndpoint.MostReasons}",
            Default = 0 };
    }

    // What an application takes as text, too, is never answered as one.
    private static void DescribeNumbers(OpenApiDocument document)
    {
        if (document.Components?.Schemas is not { } schemas) return;
        foreach (string answer in Answers)
        {
            if (!schemas.TryGetValue(answer, out IOpenApiSchema? schema) || schema.Properties is not { } properties) continue;
            foreach (OpenApiSchema property in properties.Values.OfType<OpenApiSchema>())
            {
                if ((property.Type & (JsonSchemaType.Number | JsonSchemaType.Integer)) is null or 0) continue;
                property.Type &= ~JsonSchemaType.String;
                property.Pattern = null;
            }
        }
    }

    private static SchemaColumn[]? InputsOf(OpenApiOperationTransformerContext context) =>
        ServiceOf(context).Models.Current?.Columns.Required();

    private static ScoringService ServiceOf(OpenApiOperationTransformerContext context) =>
        context.Description.ActionDescriptor.EndpointMetadata.OfType<ScoringService>().Single();

    // One document describes all models: the columns of one with a name have a name of their own.
    private static string NameOf(string component, OpenApiOperationTransformerContext context) =>
        ServiceOf(context).Name is { Length: > 0 } model ? $"{component}_{model}" : component;

    private static OpenApiMediaType? BodyOf(OpenApiOperation operation, string contentType) =>
        operation.RequestBody?.Content is { } bodies && bodies.TryGetValue(contentType, out OpenApiMediaType? body) ? body : null;

    // A body with two of them is refused, and fits two of these schemas.
    private static OpenApiSchema FormatsOf(SchemaColumn[] inputs, OpenApiOperationTransformerContext context)
    {
        var records = ArrayOf(TransactionOf(inputs, context));
        OpenApiSchemaReference columns = Component(TransactionColumns, ObjectOf(inputs, input => ArrayOf(CellOf(input))), context);
        var either = new OpenApiSchema { OneOf = [records, columns] };
        var split = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "columns", "data" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["columns"] = ArrayOf(new OpenApiSchema { Type = JsonSchemaType.String }),
                ["data"] = ArrayOf(ArrayOf(new OpenApiSchema())),
            },
        };
        return new OpenApiSchema
        {
            OneOf = [Format("dataframe_split", split), Format("dataframe_records", records), Format("inputs", either),
                Format("instances", either)],
        };
    }

    private static OpenApiSchema Format(string key, IOpenApiSchema schema) => new()
    {
        Title = key,
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { key },
        Properties = new Dictionary<string, IOpenApiSchema> { [key] = schema },
    };

    private static OpenApiSchemaReference TransactionOf(SchemaColumn[] inputs, OpenApiOperationTransformerContext context)
    {
        OpenApiSchema schema = ObjectOf(inputs, CellOf);
        schema.Description = "One transaction: the inputs of the model in service; null is missing.";
        schema.Examples = [Example(inputs)];
        return Component(Transaction, schema, context);
    }

    private static OpenApiSchemaReference Component(string name, OpenApiSchema schema, OpenApiOperationTransformerContext context)
    {
        string own = NameOf(name, context);
        context.Document!.AddComponent<IOpenApiSchema>(own, schema);
        return new OpenApiSchemaReference(own, context.Document);
    }

    private static OpenApiSchema ObjectOf(SchemaColumn[] inputs, Func<SchemaColumn, IOpenApiSchema> valueOf) => new()
    {
        Type = JsonSchemaType.Object,
        Required = inputs.Select(input => input.Name).ToHashSet(),
        Properties = inputs.ToDictionary(input => input.Name, valueOf),
    };

    private static OpenApiSchema ArrayOf(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    private static OpenApiSchema CellOf(SchemaColumn input) => input.Kind switch
    {
        ColumnKind.Number => new() { Type = JsonSchemaType.Number | JsonSchemaType.Null },
        ColumnKind.Text => new() { Type = JsonSchemaType.String | JsonSchemaType.Null },
        _ => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date-time" },
    };

    private static JsonObject Example(SchemaColumn[] inputs) =>
        new(inputs.Select(input => KeyValuePair.Create(input.Name, (JsonNode?)ExampleOf(input))));

    // Made up: what the training data held is nobody's business.
    private static JsonValue ExampleOf(SchemaColumn input) => input.Kind switch
    {
        ColumnKind.Number => JsonValue.Create(1),
        ColumnKind.Text => JsonValue.Create("text"),
        _ => JsonValue.Create("2026-01-31T13:05:00Z"),
    };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FraudMl.Mlflow;

/// <summary>One request to the API: its fields come from the query of a GET, else from a JSON body.</summary>
/// <param name="context">The request.</param>
/// <param name="client">The store.</param>
/// <param name="sent">The fields; <see langword="null"/> when the body is no JSON.</param>
internal sealed class ApiCall(HttpContext context, MlflowClient client, JsonElement? sent)
{
    private readonly JsonElement _fields = sent ?? LenientJson.Empty;

    public HttpContext Context => context;

    public MlflowClient Client => client;

    public CancellationToken Cancelled => context.RequestAborted;

    /// <summary>Reads the fields of a request; a body is read whole, and refused beyond the limit.</summary>
    public static async Task<ApiCall> ReadAsync(HttpContext context, MlflowClient client, long bodyLimit, BodyBudget budget)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Query.Count > 0)
            return new ApiCall(context, client, FieldsOf(context.Request.Query));
        RequireJson(context.Request);
        ReadOnlyMemory<byte> body = await RequestBody.ReadAsync(context, bodyLimit, budget).ConfigureAwait(false);
        return new ApiCall(context, client, body.IsEmpty ? LenientJson.Empty : LenientJson.ParseObject(body));
    }

    /// <summary>Returns the typed request, once it keeps the rules.</summary>
    public T Read<T>(FieldRule[] rules)
    {
        (T request, bool isTyped) = ProtoJson.Read<T>(_fields);
        Check(rules, isTyped);
        return request;
    }

    public void Check(FieldRule[] rules) => Check(rules, isTyped: false);

    /// <summary>Returns a part of the path.</summary>
    public string Segment(string name) => context.GetRouteValue(name) as string ?? "";

    public string Text(string name) => TextOrNull(name) ?? "";

    public string? TextOrNull(string name) =>
        _fields.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public JsonElement? Object(string name) =>
        _fields.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : null;

    public string RunId() => TextOrNull("run_id") is { Length: > 0 } id ? id : Text("run_uuid");

    public int? Whole(string name) =>
        _fields.TryGetProperty(name, out JsonElement value) && ProtoJson.WholeOf(value) is { } whole and >= int.MinValue and <= int.MaxValue
            ? (int)whole
            : null;

    public string[] Texts(string name) => !_fields.TryGetProperty(name, out JsonElement value) ? []
        : value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : [];

    // A body that is no JSON is said to lack what is required, as MLflow says; where nothing is, MLflow takes it for an empty one.
    private void Check(FieldRule[] rules, bool isTyped)
    {
        foreach (FieldRule rule in rules)
            rule.Check(_fields, isTyped);
        if (sent is null)
            throw new MlflowException(MlflowErrorCodes.InvalidParameterValue, "The body is no JSON.");
    }

    private static void RequireJson(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) && !HttpMethods.IsPut(request.Method) && !HttpMethods.IsPatch(request.Method))
            return;
        if (string.IsNullOrEmpty(request.ContentType))
            throw new MlflowException(MlflowErrorCodes.InvalidParameterValue, "Bad Request. Content-Type header is missing.");
        if (!request.ContentType.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase))
            throw new MlflowException(MlflowErrorCodes.InvalidParameterValue,
                "Bad Request. Content-Type must be one of ['application/json'].");
    }

    /// <summary>Says a query as JSON: a text, or a list of texts where a name is repeated.</summary>
    private static JsonElement FieldsOf(IQueryCollection query)
    {
        var fields = new JsonObject();
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in query)
            fields[name] = values.Count == 1 ? JsonValue.Create(values[0])
                : new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        return JsonSerializer.SerializeToElement(fields, JsonSerializerOptions.Web);
    }
}

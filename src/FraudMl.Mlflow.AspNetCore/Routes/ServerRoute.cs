using Microsoft.AspNetCore.Http;

namespace FraudMl.Mlflow;

/// <summary>An endpoint of the API.</summary>
/// <param name="Method">GET, POST, PATCH or DELETE.</param>
/// <param name="Path">The path after the prefix, such as <c>2.0/mlflow/runs/get</c>.</param>
/// <param name="Answer">Does the work and returns what to write as JSON.</param>
internal sealed record ServerRoute(string Method, string Path, Func<ApiCall, Task<object?>> Answer)
{
    /// <summary>Whether it is for MLflow's own pages only.</summary>
    public bool IsForPages { get; init; }

    /// <summary>An endpoint whose fields are read one by one.</summary>
    public static ServerRoute Get(string path, Func<ApiCall, Task<object?>> answer, params FieldRule[] rules) =>
        new(HttpMethods.Get, path, call =>
    {
        call.Check(rules);
        return answer(call);
    });

    /// <summary>An endpoint with a typed body.</summary>
    public static ServerRoute Of<T>(string method, string path, Func<ApiCall, T, Task<object?>> answer, params FieldRule[] rules) =>
        new(method, path, call => answer(call, call.Read<T>(rules)));

    public static ServerRoute Post<T>(string path, Func<ApiCall, T, Task<object?>> answer, params FieldRule[] rules) =>
        Of(HttpMethods.Post, path, answer, rules);
}

using System.Text.Json.Nodes;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>One good request to each endpoint, over things that are in the store.</summary>
internal sealed class RequestTemplates
{
    private const string Api = "/api/2.0/mlflow/";

    private readonly string[] _ids;

    private RequestTemplates(string experiment, string run, string model, string webhook) => _ids = [experiment, run, model, webhook];

    public IReadOnlyList<(string Method, string Path, JsonObject Fields)> All => [.. Lines.Select(Parse)];

    /// <summary>Paths of files, good ones and others.</summary>
    public IReadOnlyList<(string Method, string Path)> Files =>
    [
        .. from path in Paths
           from target in (string[])[$"/api/2.0/mlflow-artifacts/artifacts/{path}", $"/api/2.0/mlflow-artifacts/artifacts?path={path}",
               $"/get-artifact?run_id={_ids[1]}&path={path}",
               $"/model-versions/get-artifact?name=fuzz&version=1&path={path}",
               $"/ajax-api/2.0/mlflow/logged-models/{_ids[2]}/artifacts/files?artifact_file_path={path}",
               $"/api/2.0/mlflow/artifacts/list?run_id={_ids[1]}&path={path}", $"/api/2.0/mlflow-artifacts/presigned/{path}"]
           from method in target.Contains('?', StringComparison.Ordinal) || target.Contains("presigned", StringComparison.Ordinal)
               ? (string[])["GET"] : ["GET", "PUT", "DELETE"]
           select (method, target),
    ];

    private static string[] Paths =>
    [
        "../secret.txt", "..%2fsecret.txt", "%2e%2e/x", "%252e%252e%252fx", "%25252e%25252e%25252fx", "..%5cx", "..%255cx",
        "%2fetc/passwd", "%252fetc", "a%00b", "a%2500b", "%c0%ae%c0%ae/x", "%ff",
        "%ef%bc%8e%ef%bc%8e/x", "..;/x", "....//x", "", ".", "..", "%2e", "a", "a/b", "a%20b", "a%25b", "a%", "a%zz", "a/b/c/d/e/f",
        "%f0%9f%92%a5", "CON", "a:b", "file:%2f%2f%2fetc", new('n', 255), new('n', 256),
        string.Concat(Enumerable.Repeat("d/", 1_500)) + "x",
    ];

    private static string[] Lines =>
    [
        """POST experiments/create {"name":"n","artifact_location":"mlflow-artifacts:/q","tags":[{"key":"a","value":"b"}]}""",
        """POST experiments/search {"max_results":10,"filter":"name = 'a'","order_by":["name ASC"],"view_type":"ALL","page_token":""}""",
        """GET experiments/search {"max_results":10,"filter":"name = 'a'","order_by":"name"}""",
        """GET experiments/get {"experiment_id":"$0"}""",
        """GET experiments/get-by-name {"experiment_name":"fuzz"}""",
        """POST experiments/update {"experiment_id":"$0","new_name":"fuzz"}""",
        """POST experiments/set-experiment-tag {"experiment_id":"$0","key":"k","value":"v"}""",
        """POST experiments/delete-experiment-tag {"experiment_id":"$0","key":"k"}""",
        """POST experiments/search-datasets {"experiment_ids":["$0"]}""",
        """POST runs/create {"experiment_id":"$0","user_id":"u","run_name":"r","start_time":1,"tags":[{"key":"a","value":"b"}]}""",
        """POST runs/update {"run_id":"$1","status":"RUNNING","end_time":5,"run_name":"x"}""",
        """GET runs/get {"run_id":"$1"}""",
        """POST runs/search {"experiment_ids":["$0"],"filter":"metrics.a > 1 AND params.b = 'c'","run_view_type":"ACTIVE_ONLY","max_results":5,"order_by":["metrics.a DESC"],"page_token":""}""",
        """POST runs/log-metric {"run_id":"$1","key":"a","value":1.5,"timestamp":1,"step":2,"model_id":"$2","dataset_name":"d","dataset_digest":"g"}""",
        """POST runs/log-parameter {"run_id":"$1","key":"p","value":"v"}""",
        """POST runs/set-tag {"run_id":"$1","key":"t","value":"v"}""",
        """POST runs/delete-tag {"run_id":"$1","key":"t"}""",
        """POST runs/log-batch {"run_id":"$1","metrics":[{"key":"m","value":1,"timestamp":1,"step":0}],"params":[{"key":"x","value":"y"}],"tags":[{"key":"x","value":"y"}]}""",
        """POST runs/log-model {"run_id":"$1","model_json":"{\"artifact_path\":\"m\",\"flavors\":{},\"utc_time_created\":\"x\",\"run_id\":\"r\"}"}""",
        """POST runs/log-inputs {"run_id":"$1","datasets":[{"tags":[{"key":"c","value":"t"}],"dataset":{"name":"d","digest":"g","source_type":"s","source":"{}","schema":"{}","profile":"{}"}}],"models":[{"model_id":"$2"}]}""",
        """POST runs/outputs {"run_id":"$1","models":[{"model_id":"$2","step":1}]}""",
        """GET metrics/get-history {"run_id":"$1","metric_key":"m","max_results":5,"page_token":""}""",
        """GET metrics/get-history-bulk-interval {"run_ids":"$1","metric_key":"m","start_step":0,"end_step":5,"max_results":5}""",
        """GET artifacts/list {"run_id":"$1","path":"m","page_token":""}""",
        """POST artifacts/presigned-upload-url {"run_id":"$1","path":"m","expiration":1}""",
        """POST registered-models/create {"name":"m","description":"d","tags":[{"key":"a","value":"b"}]}""",
        """GET registered-models/get {"name":"fuzz"}""",
        """GET registered-models/search {"filter":"name LIKE 'a%'","max_results":5,"order_by":"name","page_token":""}""",
        """PATCH registered-models/update {"name":"fuzz","description":"x"}""",
        """POST registered-models/rename {"name":"other","new_name":"other"}""",
        """POST registered-models/get-latest-versions {"name":"fuzz","stages":["None"]}""",
        """POST registered-models/alias {"name":"fuzz","alias":"c","version":"1"}""",
        """GET registered-models/alias {"name":"fuzz","alias":"c"}""",
        """DELETE registered-models/alias {"name":"fuzz","alias":"c"}""",
        """POST registered-models/set-tag {"name":"fuzz","key":"k","value":"v"}""",
        """DELETE registered-models/delete-tag {"name":"fuzz","key":"k"}""",
        """POST model-versions/create {"name":"fuzz","source":"runs:/$1/m","run_id":"$1","tags":[],"description":"d","model_id":"$2"}""",
        """GET model-versions/get {"name":"fuzz","version":"1"}""",
        """GET model-versions/search {"filter":"name='a'","max_results":5,"order_by":"name","page_token":""}""",
        """GET model-versions/get-download-uri {"name":"fuzz","version":"1"}""",
        """POST model-versions/transition-stage {"name":"fuzz","version":"1","stage":"Production","archive_existing_versions":true}""",
        """PATCH model-versions/update {"name":"fuzz","version":"1","description":"d"}""",
        """POST model-versions/set-tag {"name":"fuzz","version":"1","key":"k","value":"v"}""",
        """POST logged-models {"experiment_id":"$0","name":"lm","model_type":"t","source_run_id":"$1","params":[{"key":"a","value":"b"}],"tags":[{"key":"a","value":"b"}]}""",
        """POST logged-models/search {"experiment_ids":["$0"],"filter":"name = 'a'","datasets":[{"dataset_name":"d","dataset_digest":"g"}],"max_results":5,"order_by":[{"field_name":"metrics.a","ascending":true,"dataset_name":"d"}],"page_token":""}""",
        """PATCH logged-models/$2 {"model_id":"$2","status":2}""",
        """PATCH logged-models/$2/tags {"tags":[{"key":"a","value":"b"}]}""",
        """POST logged-models/$2/params {"model_id":"$2","params":[{"key":"a","value":"b"}]}""",
        """GET logged-models/$2/artifacts/directories {"artifact_directory_path":"m"}""",
        """POST webhooks {"name":"w","description":"d","url":"https://example.invalid/","events":[{"entity":"REGISTERED_MODEL","action":"CREATED"}],"status":"ACTIVE"}""",
        """PATCH webhooks/$3 {"webhook_id":"$3","name":"w","events":[{"entity":"MODEL_VERSION","action":"CREATED"}],"status":"DISABLED"}""",
        """GET webhooks {"max_results":5,"page_token":""}""",
    ];

    public static async Task<RequestTemplates> MakeAsync(TrackingApp app)
    {
        using MlflowClient client = app.Connect();
        string experiment = (await client.Experiments.CreateAsync(new MlflowCreateExperiment { Name = "fuzz" })).ExperimentId;
        string run = (await client.Runs.CreateAsync(new MlflowCreateRun { ExperimentId = experiment })).Run.Info.RunId;
        await client.Artifacts.UploadTextAsync($"runs:/{run}/m/f.txt", "hi");
        foreach (string name in (string[])["fuzz", "other"])
            await client.Registry.CreateModelAsync(new MlflowCreateRegisteredModel { Name = name });
        await client.Registry.CreateVersionAsync(new MlflowCreateModelVersion { Name = "fuzz", Source = $"runs:/{run}/m", RunId = run });
        string model = (await client.LoggedModels.CreateAsync(new MlflowCreateLoggedModel { ExperimentId = experiment, Name = "lm",
            SourceRunId = run })).Model.Info.ModelId;
        string webhook = (await client.Webhooks.CreateAsync(new MlflowCreateWebhook
        {
            Name = "w",
            Url = "https://example.invalid/",
            Events = [new(MlflowWebhookEntity.ModelVersion, MlflowWebhookAction.Created)],
        })).Webhook.WebhookId;
        return new RequestTemplates(experiment, run, model, webhook);
    }

    private (string Method, string Path, JsonObject Fields) Parse(string line)
    {
        for (int i = 0; i < _ids.Length; i++)
            line = line.Replace($"${i}", _ids[i], StringComparison.Ordinal);
        string[] parts = line.Split(' ', 3);
        return (parts[0], Api + parts[1], JsonNode.Parse(parts[2])!.AsObject());
    }
}

using static FraudMl.Mlflow.Rules;

namespace FraudMl.Mlflow;

/// <summary>Folders of the artifact proxy, uploads in parts and presigned URLs over HTTP.</summary>
internal static class ArtifactRoutes
{
    private const string Root = "2.0/mlflow-artifacts";

    public static IEnumerable<ServerRoute> All { get; } =
    [
        ServerRoute.Post<MlflowCreateMultipartUpload>(
            $"{Root}/mpu/create/{{**folder}}",
            (call, request) => Answer(call.Client.ArtifactProxy.CreateMultipartAsync(call.Segment("folder"), request, call.Cancelled)),
            Required("path"), Whole("num_parts")),
        ServerRoute.Post<MlflowCompleteMultipartUpload>(
            $"{Root}/mpu/complete/{{**folder}}",
            (call, request) => Done(call.Client.ArtifactProxy.CompleteMultipartAsync(call.Segment("folder"), request, call.Cancelled)),
            Required("path"), Required("upload_id"), List("parts")),
        ServerRoute.Post<MlflowAbortMultipartUpload>(
            $"{Root}/mpu/abort/{{**folder}}",
            (call, request) => Done(call.Client.ArtifactProxy.AbortMultipartAsync(call.Segment("folder"), request, call.Cancelled)),
            Required("path"), Required("upload_id")),
        ServerRoute.Get($"{Root}/presigned/{{**path}}",
            call => Answer(call.Client.ArtifactProxy.GetPresignedAsync(call.Segment("path"), call.Cancelled))),
        ServerRoute.Get($"{Root}/artifacts", call => Answer(call.Client.ArtifactProxy.ListAsync(call.TextOrNull("path"), call.Cancelled))),
    ];
}

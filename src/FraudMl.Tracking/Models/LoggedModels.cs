using System.Runtime.CompilerServices;
using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Remembers, as long as a model lives, where it was logged, so that registering it does not log it again.</summary>
internal static class LoggedModels
{
    private static readonly ConditionalWeakTable<FraudModel, Dictionary<string, LoggedFraudModel>> ByModel = [];

    public static void Remember(FraudModel model, MlflowClient client, LoggedFraudModel logged)
    {
        Dictionary<string, LoggedFraudModel> places = ByModel.GetOrCreateValue(model);
        lock (places) places[client.Address] = logged;
    }

    public static LoggedFraudModel? Find(FraudModel model, MlflowClient client)
    {
        if (!ByModel.TryGetValue(model, out Dictionary<string, LoggedFraudModel>? places)) return null;
        lock (places) return places.GetValueOrDefault(client.Address);
    }
}

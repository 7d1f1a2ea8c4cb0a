namespace FraudMl.Benchmarks;

/// <summary>The methods measured, with the peer's name for each where the peer finishes in minutes.</summary>
internal static class ResamplingMethods
{
    private static readonly SmoteOptions Tenth = new() { TargetRatio = 0.1 };

    public static IReadOnlyList<(string Name, string? Peer, IResampler Resampler)> All { get; } =
    [
        ("RandomUnder", "RandomUnderSampler", Resamplers.RandomUnder()),
        ("RandomOver", "RandomOverSampler", Resamplers.RandomOver()),
        ("RandomOver, shrinkage 1", "ROSE shrinkage=1", Resamplers.RandomOver(new() { Shrinkage = 1 })),
        ("ClassWeights", null, Resamplers.ClassWeights()),
        ("SMOTE", "SMOTE", Resamplers.Smote()),
        ("SMOTE 0.1", "SMOTE 0.1", Resamplers.Smote(Tenth)),
        ("SMOTE-NC, V30 as categories", null, Resamplers.SmoteNc(new() { CategoricalColumns = ["V30"], TargetRatio = 0.1 })),
        ("SMOTE-N 0.1", null, Resamplers.SmoteN(new() { TargetRatio = 0.1 })),
        ("Borderline-SMOTE 1", "BorderlineSMOTE-1", Resamplers.BorderlineSmote()),
        ("Borderline-SMOTE 2", "BorderlineSMOTE-2", Resamplers.BorderlineSmote(new() { Kind = 2 })),
        ("SVM-SMOTE", null, Resamplers.SvmSmote()),
        ("KMeans-SMOTE", "KMeansSMOTE thr=.001", Resamplers.KMeansSmote()),
        ("ADASYN", "ADASYN", Resamplers.Adasyn()),
        ("Geometric SMOTE", null, Resamplers.GeometricSmote()),
        ("NearMiss 1", "NearMiss-1", Resamplers.NearMiss()),
        ("NearMiss 2", "NearMiss-2", Resamplers.NearMiss(new() { Version = NearMissVersion.Farthest })),
        ("NearMiss 3", "NearMiss-3", Resamplers.NearMiss(new() { Version = NearMissVersion.Proposed })),
        ("Instance hardness, logistic regression", null, Resamplers.InstanceHardness(Trainers.LogisticRegression())),
        ("Cluster centroids", null, Resamplers.ClusterCentroids()),
        ("Tomek links", null, Resamplers.TomekLinks()),
        ("ENN", null, Resamplers.EditedNearestNeighbors()),
        ("Repeated ENN", null, Resamplers.RepeatedEditedNearestNeighbors()),
        ("AllKNN", null, Resamplers.AllKnn()),
        ("CNN", null, Resamplers.CondensedNearestNeighbor()),
        ("One-sided selection", null, Resamplers.OneSidedSelection()),
        ("NCR", null, Resamplers.NeighborhoodCleaning()),
        ("SMOTE-Tomek 0.1", null, Resamplers.SmoteTomek(new() { Smote = Tenth })),
        ("SMOTE-ENN 0.1", null, Resamplers.SmoteEnn(new() { Smote = Tenth })),
        ("SMOTE-Tomek 1", null, Resamplers.SmoteTomek()),
        ("SMOTE-ENN 1", null, Resamplers.SmoteEnn()),
    ];

    public static IReadOnlyList<(string Name, string? Peer, IResampler Resampler)> Large { get; } =
    [
        ("RandomUnder, 10 million rows", null, Resamplers.RandomUnder()),
        ("SMOTE 0.1, 10 million rows", null, Resamplers.Smote(Tenth)),
    ];
}

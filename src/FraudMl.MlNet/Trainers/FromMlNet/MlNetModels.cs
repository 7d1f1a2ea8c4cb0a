using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

namespace FraudMl;

/// <summary>Turns a fitted transformer of ML.NET into one of our forms where its numbers can be read, and keeps it whole where they can't.</summary>
internal static class MlNetModels
{
    public static ScoringModel Open(MLContext ml, ITransformer fitted, MatrixView view, TrainingContext context) => (fitted as IPredictionTransformer<object>)?.Model switch
    {
        CalibratedModelParametersBase<LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator> linear =>
            Scaled(linear.SubModel, -linear.Calibrator.Slope, -linear.Calibrator.Offset),
        // Of no tree ML.NET says 0.5.
        FastForestBinaryModelParameters { TrainedTreeEnsemble.Trees.Count: 0 } => TreeTraining.OneLeaf(view.Data),
        CalibratedModelParametersBase<FastTreeBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator> trees
            when trees.SubModel.TrainedTreeEnsemble.Trees.Count == 0 => TreeTraining.OneLeaf(view.Data),
        CalibratedModelParametersBase<FastTreeBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator> trees =>
            MlNetTrees.Of(trees.SubModel.TrainedTreeEnsemble, -trees.Calibrator.Slope, -trees.Calibrator.Offset, view.Data, context),
        CalibratedModelParametersBase<GamBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator> additive =>
            MlNetTrees.Of(additive.SubModel, -additive.Calibrator.Slope, -additive.Calibrator.Offset, view.Data, context),
        FastForestBinaryModelParameters forest => MlNetTrees.Of(forest.TrainedTreeEnsemble, 1, 0, view.Data, context).CalibratedOn(view.Data),
        LinearBinaryModelParameters linear => Calibrated(linear, Scores(fitted, view), view.Data),
        { } other => Kept(ml, fitted, other.GetType(), view),
        null => Kept(ml, fitted, fitted.GetType(), view),
    };

    private static LinearModel Scaled(LinearBinaryModelParameters linear, double slope, double offset) =>
        new([.. linear.Weights.Select(weight => (float)(weight * slope))], (linear.Bias * slope) + offset);

    private static LinearModel Calibrated(LinearBinaryModelParameters linear, double[] scores, TrainingData data)
    {
        (double Slope, double Intercept) curve = TrainingPlatt.Fit(scores, data);
        return Scaled(linear, curve.Slope, curve.Intercept);
    }

    private static MlNetModel Kept(MLContext ml, ITransformer fitted, Type kind, MatrixView view)
    {
        using var zip = new MemoryStream();
        ml.Model.Save(fitted, view.Schema, zip);
        ForgetTheTime(zip);
        (double Slope, double Intercept) curve = TrainingPlatt.Fit(Scores(fitted, view), view.Data);
        return new MlNetModel { FeatureTotal = view.Data.Matrix.ColumnCount, Zip = new ForeignBlob(zip.ToArray()), Slope = curve.Slope, Intercept = curve.Intercept, Kind = kind.Name.Split('`')[0] };
    }

    // The same model must give the same bytes.
    private static void ForgetTheTime(MemoryStream zip)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Update, leaveOpen: true);
        foreach (ZipArchiveEntry entry in archive.Entries) entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }

    private static double[] Scores(ITransformer fitted, MatrixView view) =>
        [.. fitted.Transform(view).GetColumn<float>("Score").Select(score => (double)score)];
}
